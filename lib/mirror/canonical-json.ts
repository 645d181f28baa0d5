import { hash } from "node:crypto";

/**
 * JSON with its keys in one order, whatever order they came in (I10). It is the order jsonb keeps them in: PostgreSQL
 * finds them sorted, which measured a fifth off the insert. Records of a model have the same keys in the same order, so the
 * sorted order of each set is kept: a quarter off sorting copies for JSON.stringify.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === "string") return mustEscape.test(value) ? JSON.stringify(value) : `"${value}"`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  return Array.isArray(value) ? canonicalList(value) : canonicalObject(value);
}

/** What JSON.stringify escapes, and all surrogates: it knows the lone ones. */
// oxlint-disable-next-line no-control-regex
const mustEscape = /["\\\u0000-\u001f\ud800-\udfff]/;

function canonicalList(list: readonly unknown[]): string {
  let text = "[";
  for (const [place, entry] of list.entries()) text += place === 0 ? canonicalJson(entry) : `,${canonicalJson(entry)}`;
  return `${text}]`;
}

function canonicalObject(object: object): string {
  let text = "";
  for (const { key, head } of sortedKeysOf(Object.keys(object))) {
    const child: unknown = Reflect.get(object, key);
    if (child !== undefined) text += (text === "" ? "{" : ",") + head + canonicalJson(child);
  }
  return text === "" ? "{}" : `${text}}`;
}

type SortedKey = { readonly key: string; readonly head: string };
type KnownKeys = { readonly keys: readonly string[]; readonly sorted: readonly SortedKey[] };

const knownByMark = new Map<string, KnownKeys>();
/** Custom fields may have any keys: what is known must not grow for ever. */
const knownMax = 1_000;

function sortedKeysOf(keys: readonly string[]): readonly SortedKey[] {
  const mark = `${keys.length} ${keys[0]} ${keys.at(-1)}`;
  const known = knownByMark.get(mark);
  if (known && isSame(known.keys, keys)) return known.sorted;
  const ordered = Object.fromEntries(keys.toSorted(byLengthThenLetters).map((key) => [key, null]));
  // As an object lists them, so that reading the text and writing it again changes nothing: keys like 12 come first.
  const sorted = Object.keys(ordered).map((key) => ({ key, head: `${JSON.stringify(key)}:` }));
  if (knownByMark.size >= knownMax) knownByMark.clear();
  knownByMark.set(mark, { keys, sorted });
  return sorted;
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.every((key, place) => key === right[place]);
}

function byLengthThenLetters(left: string, right: string): number {
  return left.length - right.length || (left < right ? -1 : 1);
}

/** SHA-256 of the canonical JSON, base64url. */
export function contentHash(canonical: string): string {
  return hash("sha256", canonical, "base64url");
}
