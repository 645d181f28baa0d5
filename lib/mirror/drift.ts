import type { Endpoint } from "@/lib/kombo/endpoints";
import type { ChangeKind, DriftKind } from "@/lib/mirror/schema/change-words";

import { isJsonObject } from "./json";
import { wirePath } from "./nested-copies";
import type { PathChange } from "./schema";

export type DriftInput = {
  readonly kind: ChangeKind;
  readonly changes: readonly PathChange[];
  readonly data: unknown;
  readonly endpoint: Endpoint;
  /** The endpoint's watermark: until then deltas should have brought everything. Null: there was no delta yet. */
  readonly watermark: Date | null;
  /** The row's hash was gone: a hand edited it. */
  readonly isLocalEdit: boolean;
  /** The row was gone although it was never deleted by us. */
  readonly isLocalDelete: boolean;
};

const missedByKind: Readonly<Record<ChangeKind, DriftKind>> = {
  created: "missed_create",
  updated: "missed_update",
  deleted: "missed_delete",
  restored: "missed_update",
  erased: "missed_update",
};

/** Which kind of drift a difference found by a full fetch is; null when it is simply new. */
export function decideDrift(input: DriftInput): DriftKind | null {
  if (input.isLocalEdit) return "local_edit";
  if (input.isLocalDelete) return "local_delete";
  if (input.watermark === null) return null;
  const changedAt = latestChangedAt(input.data);
  if (changedAt === null || changedAt >= input.watermark) return null;
  return isStaleCopy(input) ? "stale_copy" : missedByKind[input.kind];
}

/** The latest `changed_at` anywhere in the record, nested things and the deletion included. */
function latestChangedAt(value: unknown): Date | null {
  if (Array.isArray(value)) return latestOf(value.map(latestChangedAt));
  if (!isJsonObject(value)) return null;
  const own = ["changed_at", "remote_deleted_at"].map((key) => toDate(value[key]));
  return latestOf([...own, ...Object.values(value).map(latestChangedAt)]);
}

function latestOf(times: readonly (Date | null)[]): Date | null {
  return times.reduce((latest, time) => (time !== null && (latest === null || time > latest) ? time : latest), null);
}

function toDate(value: unknown): Date | null {
  const time = typeof value === "string" ? new Date(value) : null;
  return time === null || Number.isNaN(time.getTime()) ? null : time;
}

/** Only copies of linked records differ, which the reference says do not bring their parent back under `updated_after`. */
function isStaleCopy({ kind, changes, endpoint }: DriftInput): boolean {
  if (kind !== "updated") return false;
  const quiet = endpoint.nested.filter(({ linkedRecord }) => linkedRecord === false).map(({ path }) => path);
  const isQuiet = (at: string) =>
    quiet.some((path) => at === path || at === wirePath(path) || at.startsWith(`${path}.`));
  return changes.every(({ nested }) => nested !== undefined && isQuiet(nested.at.replace(/\[[^\]]*\]/g, "")));
}
