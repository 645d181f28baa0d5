import { Eraser, Layers, Minus, Pencil, Plus, Undo2 } from "lucide-react";

import type { IconType } from "@/components/ui/icon";
import type { Tone } from "@/components/ui/tone";
import type { RecordChange } from "@/lib/mirror/schema";
import type { ChangeKind, DriftKind } from "@/lib/mirror/schema/change-words";

import { namePath, nameField, splitPath } from "./field-names";

type ChangeLook = { readonly word: string; readonly icon: IconType; readonly tone: Tone };

const kindLooks = {
  created: { word: "Created", icon: Plus, tone: "success" },
  updated: { word: "Updated", icon: Pencil, tone: "none" },
  deleted: { word: "Deleted", icon: Minus, tone: "danger" },
  restored: { word: "Restored", icon: Undo2, tone: "held" },
  erased: { word: "Erased", icon: Eraser, tone: "idle" },
} as const satisfies Record<ChangeKind, ChangeLook>;

export const driftWords = {
  missed_create: "Missed by deltas",
  missed_update: "Missed by deltas",
  missed_delete: "Missed by deltas",
  stale_copy: "Stale nested copy",
  local_edit: "Edited locally",
  local_delete: "Deleted locally",
} as const satisfies Record<DriftKind, string>;

export function lookOfChange(change: Pick<RecordChange, "kind" | "nestedOnly">): ChangeLook {
  if (change.kind === "updated" && change.nestedOnly) return { word: "Updated", icon: Layers, tone: "info" };
  return kindLooks[change.kind];
}

/** What changed, in a few words: `employments: job title, pay rate`. */
export function describeChange(change: Pick<RecordChange, "kind" | "paths" | "nestedOnly">): string {
  if (change.kind !== "updated" || change.paths.length === 0) return kindLooks[change.kind].word.toLowerCase();
  const lists = [...new Set(change.paths.map(({ path }) => nameField(splitPath(path)[0] ?? path).toLowerCase()))];
  const fields = [...new Set(change.paths.map(({ path }) => namePath(path).toLowerCase()))];
  const [list] = lists;
  if (!change.nestedOnly || list === undefined) return shorten(fields);
  return lists.length > 1 || fields[0] === list ? shorten(lists) : `${list}: ${shorten(fields)}`;
}

function shorten(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
}
