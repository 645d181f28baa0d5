import { createHash } from "node:crypto";

/**
 * JSON with sorted keys: two objects that differ only in key order are the same text (I10). Sorting first and leaving the
 * text to JSON.stringify measured about twice as fast as a serialiser that sorts while it writes.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sortKeys(value)) ?? "null";
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sortKeys);
  // Without a prototype, so that a key named `__proto__` is a key like any other.
  const sorted: Record<string, unknown> = Object.create(null);
  for (const [key, child] of Object.entries(value).toSorted(byKey)) sorted[key] = sortKeys(child);
  return sorted;
}

function byKey([left]: [string, unknown], [right]: [string, unknown]): number {
  return left < right ? -1 : 1;
}

/** SHA-256 of the canonical JSON, base64url. */
export function contentHash(canonical: string): string {
  return createHash("sha256").update(canonical).digest("base64url");
}
