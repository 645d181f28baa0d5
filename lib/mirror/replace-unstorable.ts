import { storableText } from "@/lib/storable-text";

import { canonicalJson } from "./canonical-json";

const unstorable = /\\u0000|\\ud[89a-f]/i;

export type Storable = {
  readonly value: unknown;
  /** The value as canonical JSON. */
  readonly json: string;
  readonly replaced: boolean;
};

/**
 * jsonb holds neither U+0000 nor lone surrogates: both become U+FFFD (I11). JSON escapes exactly those two, so the text
 * tells quickly whether there is anything to do.
 */
export function replaceUnstorable(value: unknown): Storable {
  const json = canonicalJson(value);
  // To look for two letters takes a tenth of the time of the expression, and hardly any record has them.
  if (!json.includes("\\u") || !unstorable.test(json)) return { value, json, replaced: false };
  const cleaned = clean(value);
  const cleanedJson = canonicalJson(cleaned);
  return { value: cleaned, json: cleanedJson, replaced: cleanedJson !== json };
}

function clean(value: unknown): unknown {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [storableText(key), clean(child)]));
}
