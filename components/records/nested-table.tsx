import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/format";
import { recordPath } from "@/lib/paths";

import { nameField } from "./field-names";
import { FieldText } from "./field-text";
import { readValue } from "./read-value";
import { ChangedDot } from "./record-fields";
import { listTableColumns, type NestedTable } from "./record-layout";

type NestedTablePanelProps = { readonly table: NestedTable; readonly changedIds: ReadonlySet<string> };

type Entry = NestedTable["entries"][number];

/** Objects inside a record, one a row. */
export function NestedTablePanel({ table, changedIds }: NestedTablePanelProps) {
  const columns = listTableColumns(table);
  return (
    <Panel
      title={table.label}
      count={formatNumber(table.entries.length)}
      actions={<span className="mono text-subtle">{table.key}</span>}
    >
      <section
        aria-label={`${table.label}, all columns`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls sideways must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto focus-visible:outline-offset-[-2px]"
      >
        <table aria-label={table.label} className="w-full">
          <thead>
            <tr className="text-subtle border-b text-xs">
              {columns.map((column) => (
                <th
                  key={column}
                  scope="col"
                  className={cn(
                    "h-8 px-3 font-medium whitespace-nowrap first:pl-4 last:pr-4",
                    isNumeric(table, column) ? "text-right" : "text-left",
                  )}
                >
                  {nameField(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.entries.map((entry, index) => (
              <EntryRow
                table={table}
                place={index}
                // oxlint-disable-next-line react/no-array-index-key -- entries without an id have no identity but their place
                key={idOf(entry) ?? index}
                entry={entry}
                columns={columns}
                numeric={columns.filter((column) => isNumeric(table, column))}
                isChanged={changedIds.has(idOf(entry) ?? "")}
              />
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}

type EntryRowProps = {
  readonly table: NestedTable;
  readonly place: number;
  readonly entry: Entry;
  readonly columns: readonly string[];
  readonly numeric: readonly string[];
  readonly isChanged: boolean;
};

function EntryRow({ table, place, entry, columns, numeric, isChanged }: EntryRowProps) {
  return (
    <tr className="border-border-faint hover:bg-hover border-b last:border-b-0">
      {columns.map((column, index) => (
        <td
          key={column}
          className={cn(
            "h-8.5 max-w-64 px-3 whitespace-nowrap first:pl-4 last:pr-4",
            index === 0 ? "font-medium" : "text-muted",
            numeric.includes(column) && "text-right",
          )}
        >
          <span className="inline-flex max-w-full items-center gap-1.5">
            {index === 0 && entry.link ? (
              <TextLink href={recordPath(entry.link)} className="min-w-0 truncate">
                {readValue(entry.value[column]).text}
              </TextLink>
            ) : (
              <FieldText value={entry.value[column]} path={`${table.key}.${place}.${column}`} />
            )}
            {index === 0 && isChanged ? <ChangedDot /> : null}
          </span>
        </td>
      ))}
    </tr>
  );
}

function isNumeric(table: NestedTable, column: string): boolean {
  return table.entries.every(({ value }) => typeof value[column] === "number");
}

function idOf({ value }: Entry): string | null {
  return typeof value["id"] === "string" ? value["id"] : null;
}
