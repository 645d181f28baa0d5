import { ArrowRight, CornerDownRight } from "lucide-react";

import { Icon } from "@/components/ui/icon";
import { cutId } from "@/lib/format";
import type { PathChange } from "@/lib/mirror/schema";

import { namePath, splitPath } from "./field-names";
import { MaskedValue } from "./masked-value";
import { isEmptyValue, isMasked, readValue } from "./read-value";

type DiffGroup = { readonly at: string; readonly id: string; readonly changes: readonly PathChange[] };

/** Before and after, field by field; what lies in a nested object stands under that object. */
export function ChangeDiff({ paths }: { readonly paths: readonly PathChange[] }) {
  return (
    <div className="grid gap-2">
      {groupByObject(paths).map(({ at, id, changes }) => (
        <div key={`${at} ${id}`} className="overflow-hidden rounded-md border text-xs/4.5">
          {id === "" ? null : (
            <p className="border-border-faint bg-canvas text-subtle flex items-center gap-1.5 border-b px-2.5 py-1">
              <Icon of={CornerDownRight} size="xs" />
              {splitPath(at)[0]}
              <span className="mono">{cutId(id)}</span>
            </p>
          )}
          <dl className="grid grid-cols-[minmax(0,112px)_minmax(0,1fr)]">
            {changes.map((change) => (
              <DiffRow key={change.path} change={change} />
            ))}
          </dl>
        </div>
      ))}
    </div>
  );
}

function DiffRow({ change }: { readonly change: PathChange }) {
  return (
    <>
      <dt
        className="border-border-faint text-muted truncate border-t px-2.5 py-1.25 nth-[1]:border-t-0"
        title={change.path}
      >
        {namePath(change.path)}
      </dt>
      <dd className="border-border-faint flex min-w-0 flex-wrap items-center gap-1.5 border-t py-1.25 pr-2.5 nth-[2]:border-t-0">
        <DiffValue value={change.from} path={change.path} side="from" />
        <Icon of={ArrowRight} size="xs" className="text-subtle" />
        <span className="sr-only">became</span>
        <DiffValue value={change.to} path={change.path} side="to" />
      </dd>
    </>
  );
}

type DiffValueProps = { readonly value: unknown; readonly path: string; readonly side: "from" | "to" };

function DiffValue({ value, path, side }: DiffValueProps) {
  if (isEmptyValue(value)) return <span className="text-subtle">empty</span>;
  if (isMasked(value)) return <MaskedValue path={path} side={side} />;
  const { text } = readValue(value);
  const shown = text.length > 160 ? `${text.slice(0, 160)}…` : text;
  if (side === "to") {
    return (
      <ins className="bg-success-bg text-success-fg max-w-full rounded-[3px] px-1 break-words no-underline">
        {shown}
      </ins>
    );
  }
  return (
    <del className="bg-danger-bg text-danger-fg max-w-full rounded-[3px] px-1 break-words decoration-current/50">
      {shown}
    </del>
  );
}

function groupByObject(paths: readonly PathChange[]): readonly DiffGroup[] {
  const groups = new Map<string, DiffGroup>();
  for (const change of paths) {
    const { at, id } = placeOf(change);
    const key = `${at} ${id}`;
    groups.set(key, { at, id, changes: [...(groups.get(key)?.changes ?? []), change] });
  }
  return [...groups.values()];
}
/** An entry that came or went is a change of its list, not of itself. */
function placeOf({ path, nested }: PathChange): { readonly at: string; readonly id: string } {
  return nested === undefined || path.endsWith("]") ? { at: "", id: "" } : nested;
}
