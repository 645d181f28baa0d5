import type { RecordChange } from "@/lib/mirror/schema";

/** Down to where the record began, or was erased: before that there is nothing to compare. */
export function listComparable(changes: readonly RecordChange[]): readonly RecordChange[] {
  const end = changes.findIndex(({ kind }) => kind === "created" || kind === "erased");
  return end === -1 ? changes : changes.slice(0, end + 1);
}
