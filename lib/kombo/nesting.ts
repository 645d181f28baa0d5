/** More than any tool sends, and less than this process or PostgreSQL may run out of stack for. */
export const nestingMax = 200;

const openings = /[[{]/g;
const tokens = /"(?:[^"\\]|\\.)*"|[[{\]}]/g;

/** Whether lists and objects lie in one another deeper than that, in a text that is JSON. */
export function isNestedTooDeeply(text: string): boolean {
  // Most texts have fewer of them in all.
  if ((text.match(openings)?.length ?? 0) <= nestingMax) return false;
  let depth = 0;
  for (const [token] of text.matchAll(tokens)) {
    if (token === "[" || token === "{") depth++;
    if (token === "]" || token === "}") depth--;
    if (depth > nestingMax) return true;
  }
  return false;
}
