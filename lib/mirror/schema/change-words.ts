export const changeKinds = ["created", "updated", "deleted", "restored", "erased"] as const;
export type ChangeKind = (typeof changeKinds)[number];
export const driftKinds = [
  "missed_create",
  "missed_update",
  "missed_delete",
  "stale_copy",
  "local_edit",
  "local_delete",
] as const;
export type DriftKind = (typeof driftKinds)[number];
