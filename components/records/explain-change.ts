import type { RecordChange } from "@/lib/mirror/schema";
import type { DriftKind } from "@/lib/mirror/schema/change-words";

import { nameField, splitPath } from "./field-names";

const driftTexts = {
  missed_create: "Found by a full fetch. No webhook announced it, no delta brought it.",
  missed_update: "Found by a full fetch. No webhook announced it, no delta brought it.",
  missed_delete: "Found by a full fetch. No webhook announced it, no delta brought it.",
  stale_copy:
    "A copy inside this record was old. Kombo does not send the record again when only that changes, so a full fetch had to find it.",
  local_edit: "Somebody edited this row in Postgres. A full fetch noticed and put back what Kombo has.",
  local_delete: "Somebody deleted this row in Postgres. A full fetch noticed and brought it back.",
} as const satisfies Record<DriftKind, string>;

const erasedTexts = {
  kombo: "Kombo anonymised this deleted record, so our copy and its history lost the data too.",
  request: "Erased on request: its data and what earlier versions said of it are gone.",
} as const;

type Explained = Pick<RecordChange, "drift" | "nestedOnly" | "paths" | "kind" | "modelLabel" | "run">;

/** Why this change is there, where that is not plain; null otherwise. */
export function explainChange({ drift, nestedOnly, paths, kind, run }: Explained): string | null {
  if (drift !== null) return driftTexts[drift];
  if (kind === "erased") return erasedTexts[run === null ? "request" : "kombo"];
  if (kind === "updated" && paths.length === 0) return "What changed was erased.";
  if (!nestedOnly) return null;
  const lists = [...new Set(paths.map(({ path }) => nameField(splitPath(path)[0] ?? path).toLowerCase()))];
  return `The record itself did not change. Something inside its ${lists.join(" and ")} did, so Kombo sent the record again.`;
}
