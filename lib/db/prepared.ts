import { createHash } from "node:crypto";

/**
 * Parsed and planned once a connection instead of each time. Only for connections that lead to the database itself: behind
 * a pooler the next transaction may meet another session, which never heard of it. Named by its text, so that no session
 * can take it for that of another version.
 */
export function prepared(text: string): { readonly text: string; readonly name: string } {
  return { text, name: createHash("sha256").update(text).digest("hex").slice(0, 32) };
}
