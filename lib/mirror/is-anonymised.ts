import type { JsonObject } from "./json";

const keptKeys: readonly string[] = ["id", "remote_id", "changed_at", "remote_deleted_at"];

/**
 * Kombo empties a deleted record after 14 days: all that is left are its keys. For us that is the order to forget the
 * rest too (I12).
 */
export function isAnonymised(data: JsonObject): boolean {
  if ((data["remote_deleted_at"] ?? null) === null) return false;
  return Object.entries(data).every(([key, value]) => keptKeys.includes(key) || key.endsWith("_id") || isEmpty(value));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
