import { diffRecords } from "./diff";
import { idOf, isJsonObject, type JsonObject } from "./json";
import type { PathChange } from "./schema";

/** In the place of what is not there: a key without a value, an entry that came with the change. */
const gone = Symbol("gone");
/** What the change says it became is not what is there. */
const misfit = Symbol("misfit");

/**
 * The version before a change, from the one after it. Null where the two do not fit together, because something else
 * wrote the record since, or where the change has lost its values to an erasure. Lists of things with ids come in any order.
 */
export function undoChange(after: JsonObject, paths: readonly PathChange[]): JsonObject | null {
  let before: unknown = after;
  for (const change of paths) {
    if (!("from" in change) && !("to" in change)) return null;
    before = undoAt(before, change.path, change);
    if (before === misfit) return null;
  }
  const whole = withoutGaps(before);
  return isJsonObject(whole) ? whole : null;
}

function undoAt(node: unknown, path: string, change: PathChange): unknown {
  if (path === "") return isAsSaid(node, change) ? ("from" in change ? change.from : gone) : misfit;
  if (Array.isArray(node)) return undoInList(node, path, change);
  return isJsonObject(node) ? undoInObject(node, path, change) : misfit;
}

function undoInObject(node: JsonObject, path: string, change: PathChange): unknown {
  const key = keyAt(node, path);
  const entries = new Map(Object.entries(node));
  const undone = undoAt(entries.has(key) ? entries.get(key) : gone, path.slice(key.length).replace(/^\./, ""), change);
  if (undone === misfit) return misfit;
  if (undone === gone) entries.delete(key);
  else entries.set(key, undone);
  return Object.fromEntries(entries);
}

/** Keys may hold the signs that join them: the longest key that is there is meant, and all of it where none is. */
function keyAt(node: JsonObject, path: string): string {
  const known = Object.keys(node).filter((key) => path.startsWith(key) && /^$|^[.[]/.test(path.slice(key.length)));
  return known.toSorted((left, right) => right.length - left.length)[0] ?? path;
}

function undoInList(node: readonly unknown[], path: string, change: PathChange): unknown {
  const place = placeIn(node, path, change);
  if (place === null) return misfit;
  const entries = [...node];
  const rest = path.slice(place.name.length + 2).replace(/^\./, "");
  const undone = undoAt(place.index < entries.length ? entries[place.index] : gone, rest, change);
  if (undone === misfit) return misfit;
  entries[place.index] = undone;
  return entries;
}

type Place = { readonly name: string; readonly index: number };

/** `[m1]` is the thing of that id, or the place after the last for one that went; `[2]` is a position. */
function placeIn(node: readonly unknown[], path: string, { from }: PathChange): Place | null {
  const index = node.findIndex((entry) => idOf(entry) !== null && path.startsWith(`[${idOf(entry)}]`));
  if (index !== -1) return { name: idOf(node[index]) ?? "", index };
  const wentId = idOf(from);
  if (wentId !== null && path === `[${wentId}]`) return { name: wentId, index: node.length };
  const name = /^\[(\d+)\]/.exec(path)?.[1];
  // Positions beyond the end came off one after the other, so they come back without a gap.
  return name === undefined || Number(name) > node.length ? null : { name, index: Number(name) };
}

function isAsSaid(value: unknown, change: PathChange): boolean {
  if (!("to" in change)) return value === gone;
  return value !== gone && diffRecords({ value }, { value: change.to }).length === 0;
}

function withoutGaps(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((entry) => entry !== gone).map(withoutGaps);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withoutGaps(entry)]));
}
