import { ChevronRight } from "lucide-react";
import { Fragment } from "react";

import { Icon } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { cutId, formatCount } from "@/lib/format";
import type { PathChange } from "@/lib/mirror/schema";
import type { RecordComparison } from "@/lib/mirror/schema/comparison";

import { type ComparisonSection, nameObjectOf } from "./comparison-layout";
import { DiffValue } from "./diff-value";
import { namePath, splitPath } from "./field-names";
import { groupByObject } from "./group-changes";
import { FieldRows } from "./record-fields";

type ComparisonSectionPanelProps = { readonly section: ComparisonSection; readonly comparison: RecordComparison };

/** What differs in one part of the record, side by side; what does not is folded away. */
export function ComparisonSectionPanel({ section, comparison }: ComparisonSectionPanelProps) {
  const { title, changes, unchanged } = section;
  if (changes.length === 0) {
    return (
      <Panel>
        <Unchanged title={title} fields={unchanged} />
      </Panel>
    );
  }
  return (
    <Panel title={title} count={formatCount(changes.length, "difference")}>
      <table aria-label={`${title}, what differs`} className="w-full table-fixed max-sm:block">
        <thead className="max-sm:sr-only">
          <tr className="text-subtle border-b text-left text-xs">
            <th scope="col" className="h-8 w-[28%] px-4 font-medium">
              Field
            </th>
            <th scope="col" className="px-3 font-medium">
              Before
            </th>
            <th scope="col" className="px-3 font-medium">
              After
            </th>
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {groupByObject(changes).map((group) => (
            <Fragment key={`${group.at} ${group.id}`}>
              {group.id === "" ? null : (
                <tr className="border-border-faint bg-canvas border-b max-sm:block">
                  <th
                    scope="rowgroup"
                    colSpan={3}
                    className="px-4 py-1.5 text-left text-xs font-medium wrap-anywhere max-sm:block"
                  >
                    {nameObjectOf(comparison, group) ?? splitPath(group.at)[0]}{" "}
                    <span className="mono text-subtle font-normal">{cutId(group.id)}</span>
                  </th>
                </tr>
              )}
              {group.changes.map((change) => (
                <ChangedRow key={change.path} change={change} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
      {unchanged.length > 0 ? <Unchanged fields={unchanged} /> : null}
    </Panel>
  );
}

const cellLook = "min-w-0 px-3 py-2 align-top break-words max-sm:block max-sm:px-4 max-sm:pt-0 max-sm:pb-1.5";

/** On a phone: the field, then what it was, then what it is. */
function ChangedRow({ change }: { readonly change: PathChange }) {
  return (
    <tr className="border-border-faint border-b last:border-b-0 max-sm:block max-sm:py-1">
      <th
        scope="row"
        title={change.path}
        className="text-muted px-4 py-2 text-left align-top font-normal break-words max-sm:block max-sm:py-1 max-sm:text-xs"
      >
        {namePath(change.path)}
      </th>
      <td className={cellLook}>
        <span className="sr-only sm:hidden">Before: </span>
        <DiffValue value={change.from} path={change.path} side="from" />
      </td>
      <td className={cellLook}>
        <span className="sr-only sm:hidden">After: </span>
        <DiffValue value={change.to} path={change.path} side="to" />
      </td>
    </tr>
  );
}

const nothingChanged: ReadonlySet<string> = new Set();

type UnchangedProps = {
  readonly fields: ComparisonSection["unchanged"];
  /** Of a part in which nothing differs. */
  readonly title?: string;
};

function Unchanged({ fields, title }: UnchangedProps) {
  return (
    <details className={title === undefined ? "group border-t" : "group"}>
      <summary className="hover:bg-hover text-subtle flex min-h-9 cursor-pointer list-none items-center gap-2 px-4 max-sm:min-h-11">
        <Icon of={ChevronRight} size="sm" className="transition-transform duration-(--base) group-open:rotate-90" />
        {title === undefined ? null : <span className="text-fg font-semibold">{title}</span>}
        {formatCount(fields.length, "value")} {fields.length === 1 ? "is" : "are"} the same
      </summary>
      <div className="border-t px-4 py-2">
        <FieldRows fields={fields} changedKeys={nothingChanged} />
      </div>
    </details>
  );
}
