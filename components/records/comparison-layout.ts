import type { PathChange } from "@/lib/mirror/schema";
import type { RecordComparison } from "@/lib/mirror/schema/comparison";

import { splitPath } from "./field-names";
import { isEmptyValue, readValue } from "./read-value";
import { buildRecordLayout, type Field, type LaidOut, type NestedTable } from "./record-layout";

export type ComparisonSection = {
  readonly title: string;
  readonly changes: readonly PathChange[];
  /** Fields of the record, or entries of its list, that both versions have alike. */
  readonly unchanged: readonly Field[];
};

type Compared = Pick<RecordComparison, "before" | "after"> & { readonly changes: readonly PathChange[] };

/** Two versions as the record itself is read: the same groups in the same order, with what differs in each. */
export function buildComparison(
  { before, after, changes }: Compared,
  record: Omit<LaidOut, "data" | "links">,
): readonly ComparisonSection[] {
  const layout = buildRecordLayout({ ...record, links: {}, data: mergeVersions(before, after) });
  const groups = layout.groups.map(({ title, fields }) => toSection(title, fields, changes));
  const tables = layout.tables.map((table) => toTableSection(table, changes));
  const placed = new Set([...layout.groups.flatMap(({ fields }) => fields), ...layout.tables].map(({ key }) => key));
  const others = changes.filter((change) => !placed.has(keyOf(change)) && !isSaidByTwin(keyOf(change), changes));
  const rest = layout.rest.filter(({ key }) => !others.some((change) => keyOf(change) === key));
  return [...groups, ...tables, { title: "Other fields", changes: others, unchanged: rest }].filter(
    (section) => section.changes.length + section.unchanged.length > 0,
  );
}

/** Both versions have their keys in it; where one has nothing, the other says what stood there. */
function mergeVersions(before: Compared["before"], after: Compared["after"]): Compared["before"] {
  const kept = Object.entries(before).filter(([key, value]) => isEmptyValue(after[key]) && !isEmptyValue(value));
  return { ...before, ...after, ...Object.fromEntries(kept) };
}

function toSection(title: string, fields: readonly Field[], changes: readonly PathChange[]): ComparisonSection {
  const keys = new Set(fields.map(({ key }) => key));
  const own = changes.filter((change) => keys.has(keyOf(change)));
  const changed = new Set(own.map(keyOf));
  return { title, changes: own, unchanged: fields.filter(({ key }) => !changed.has(key)) };
}

function toTableSection({ key, label, entries }: NestedTable, changes: readonly PathChange[]): ComparisonSection {
  const own = changes.filter((change) => keyOf(change) === key);
  const isChanged = (id: string) => own.some(({ path }) => path === key || path.startsWith(`${key}[${id}]`));
  const unchanged = entries.flatMap(({ value }, place) => {
    const id = typeof value["id"] === "string" ? value["id"] : String(place);
    return isChanged(id)
      ? []
      : [{ key: `${key}.${place}`, label: `Entry ${place + 1}`, value: readValue(value).text, link: null }];
  });
  return { title: label, changes: own, unchanged };
}

function keyOf({ path }: PathChange): string {
  return splitPath(path)[0] ?? path;
}

/** `manager_id` beside `manager`, Kombo's old `teams` beside `groups`: a difference of both is one. */
function isSaidByTwin(key: string, changes: readonly PathChange[]): boolean {
  const twin = key === "teams" ? "groups" : key.replace(/_id$/, "");
  return twin !== key && changes.some((change) => keyOf(change) === twin);
}

/** What an object inside the record is called, in the version that has it. */
export function nameObjectOf(
  { before, after }: Pick<Compared, "before" | "after">,
  { at, id }: { readonly at: string; readonly id: string },
) {
  const key = splitPath(at)[0] ?? at;
  const entry = [after[key], before[key]].flat().find((candidate) => hasId(candidate, id));
  return entry === undefined ? null : readValue(entry).text;
}

function hasId(value: unknown, id: string): boolean {
  return typeof value === "object" && value !== null && "id" in value && value.id === id;
}
