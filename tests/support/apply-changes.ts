import { idOf, isJsonObject } from "@/lib/mirror/json";
import type { PathChange } from "@/lib/mirror/schema";

const hole = Symbol("removed");

/** What a record was before changes of the log, or became by them. Lists of things with ids come in the order of these. */
export function applyChanges(data: unknown, changes: readonly PathChange[], direction: "undo" | "redo"): unknown {
  const side = direction === "undo" ? "from" : "to";
  let current = data;
  for (const change of changes) current = put(current, change.path, side in change ? change[side] : hole);
  return inOrder(current);
}

/** Without what was removed, and with things sorted by id: their order is no content. */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    const entries = value.filter((entry) => entry !== hole).map(inOrder);
    const hasIds = entries.length > 0 && entries.every((entry) => idOf(entry) !== null);
    return hasIds ? entries.toSorted((left, right) => ((idOf(left) ?? "") < (idOf(right) ?? "") ? -1 : 1)) : entries;
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, inOrder(entry)]));
}

function put(node: unknown, path: string, value: unknown): unknown {
  if (path === "") return value;
  if (Array.isArray(node)) return putIntoList(node, path, value);
  return putIntoObject(isJsonObject(node) ? node : {}, path, value);
}

function putIntoObject(node: Readonly<Record<string, unknown>>, path: string, value: unknown): unknown {
  const known = Object.keys(node)
    .filter((key) => path.startsWith(key) && /^$|^[.[]/.test(path.slice(key.length)))
    .toSorted((left, right) => right.length - left.length)[0];
  const key = known ?? path;
  const rest = path.slice(key.length).replace(/^\./, "");
  const entries = new Map(Object.entries(node));
  const changed = put(entries.get(key), rest, value);
  if (changed === hole) entries.delete(key);
  else entries.set(key, changed);
  return Object.fromEntries(entries);
}

function putIntoList(node: readonly unknown[], path: string, value: unknown): unknown {
  const byId = node.findIndex((entry) => idOf(entry) !== null && path.startsWith(`[${idOf(entry)}]`));
  const name = byId === -1 ? path.slice(1, path.indexOf("]")) : (idOf(node[byId]) ?? "");
  const isNewThing = byId === -1 && idOf(value) === name;
  const index = byId === -1 ? (isNewThing ? node.length : Number(name)) : byId;
  const changed = [...node];
  changed[index] = put(node[index], path.slice(name.length + 2).replace(/^\./, ""), value);
  return changed;
}
