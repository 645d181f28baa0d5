import type { ChangeKind, DriftKind } from "@/lib/mirror/schema/change-words";

import type { JsonObject } from "./json";
import type { PathChange } from "./schema";
import { undoChange } from "./undo-change";

/** A line of a record's history, as far as a version needs it. */
export type LoggedChange = {
  readonly seq: string;
  readonly kind: ChangeKind;
  readonly paths: readonly PathChange[] | null;
  readonly drift: DriftKind | null;
  /** The page that brought it; a sweep and an erasure have none. */
  readonly page: number | null;
  readonly at: Date;
};

/**
 * Why a version cannot be told any more. erased: its values are gone. former_life: the row was made anew since, after a
 * purge or a hand's deletion. edited: something beside a fetch wrote the row, and what it was before is nowhere.
 */
export type Lost = "erased" | "former_life" | "edited";

export type Rebuilt =
  | {
      readonly kind: "rebuilt";
      readonly data: JsonObject;
      /** Edits by hand that were found and put right on the way: they are no versions of Kombo's and are left out. */
      readonly handEdits: number;
    }
  | { readonly kind: "lost"; readonly because: Lost; readonly at: Date };

/** What the record was before `newer`, the changes after that version, newest first. */
export function rebuildVersion(now: JsonObject, newer: readonly LoggedChange[]): Rebuilt {
  let data = now;
  let handEdits = 0;
  for (const change of newer) {
    const step = stepBack(data, change);
    if (step.kind === "lost") return { kind: "lost", because: step.because, at: change.at };
    if (step.kind === "left_out") handEdits += 1;
    else data = step.data;
  }
  return { kind: "rebuilt", data, handEdits };
}

type Step =
  | { readonly kind: "undone"; readonly data: JsonObject }
  | { readonly kind: "left_out" }
  | { readonly kind: "lost"; readonly because: Lost };

function stepBack(data: JsonObject, { kind, paths, drift, page }: LoggedChange): Step {
  if (kind === "erased") return { kind: "lost", because: "erased" };
  if (kind === "created") return { kind: "lost", because: "former_life" };
  if (paths === null) return stepBackWithoutPaths(data, { kind, page });
  // Its `from` is what the hand wrote. What Kombo had said before was, as far as anybody knows, what it says after.
  if (drift === "local_edit") return kind === "updated" ? { kind: "left_out" } : { kind: "lost", because: "edited" };
  if (paths.some((change) => !("from" in change) && !("to" in change))) return { kind: "lost", because: "erased" };
  const before = undoChange(data, paths);
  return before === null ? { kind: "lost", because: "edited" } : { kind: "undone", data: before };
}

/** A sweep changes no value; a record that was deleted when it first came begins there; everything else was erased. */
function stepBackWithoutPaths(data: JsonObject, { kind, page }: Pick<LoggedChange, "kind" | "page">): Step {
  if (kind !== "deleted") return { kind: "lost", because: "erased" };
  return page === null ? { kind: "undone", data } : { kind: "lost", because: "former_life" };
}
