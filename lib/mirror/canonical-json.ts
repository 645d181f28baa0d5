import { createHash } from "node:crypto";
import { configure } from "safe-stable-stringify";

const stringify = configure({ deterministic: true, strict: true });

/** JSON with sorted keys: two objects that differ only in key order are the same text (I10). */
export function canonicalJson(value: unknown): string {
  return stringify(value) ?? "null";
}

/** SHA-256 of the canonical JSON, base64url. */
export function contentHash(canonical: string): string {
  return createHash("sha256").update(canonical).digest("base64url");
}
