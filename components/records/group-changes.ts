import type { PathChange } from "@/lib/mirror/schema";

/** Changes inside one object of a record; those of the record itself have no place. */
export type DiffGroup = { readonly at: string; readonly id: string; readonly changes: readonly PathChange[] };

export function groupByObject(paths: readonly PathChange[]): readonly DiffGroup[] {
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
