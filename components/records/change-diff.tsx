import { ArrowRight, CornerDownRight } from "lucide-react";

import { Icon } from "@/components/ui/icon";
import { cutId } from "@/lib/format";
import type { PathChange } from "@/lib/mirror/schema";

import { DiffValue } from "./diff-value";
import { namePath, splitPath } from "./field-names";
import { groupByObject } from "./group-changes";

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
        className="border-border-faint text-muted border-t px-2.5 py-1.25 break-words nth-[1]:border-t-0"
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
