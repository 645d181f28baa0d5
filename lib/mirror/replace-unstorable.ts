const replacement = "\uFFFD";
const unstorable = /\\u0000|\\ud[89a-f]/i;

/**
 * jsonb holds neither U+0000 nor lone surrogates: both become U+FFFD (I11). `json` is the value as JSON text; it decides
 * quickly, since JSON escapes exactly those two.
 */
export function replaceUnstorable(value: unknown, json: string): { value: unknown; replaced: boolean } {
  if (!unstorable.test(json)) return { value, replaced: false };
  const cleaned = clean(value);
  return { value: cleaned, replaced: JSON.stringify(cleaned) !== JSON.stringify(value) };
}

function clean(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [cleanText(key), clean(child)]));
}

function cleanText(text: string): string {
  return text.toWellFormed().replaceAll("\u0000", replacement);
}
