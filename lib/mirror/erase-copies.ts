import { type Endpoint, endpoints } from "@/lib/kombo/endpoints";

import { idOf, isJsonObject } from "./json";
import { wirePath } from "./nested-copies";
import { modelOfKey } from "./references";
import type { PathChange } from "./schema";

/** Where the records of an endpoint hold copies of records of one model. */
export type CopyPlaces = { readonly endpoint: Endpoint; readonly places: readonly (readonly string[])[] };

/** Every endpoint whose records hold copies of records of this model. */
export function listCopyPlaces(model: string): readonly CopyPlaces[] {
  return endpoints.flatMap((endpoint: Endpoint) => {
    const places = endpoint.nested
      .map(({ path }) => wirePath(path).split("."))
      .filter((keys) => modelOfKey(endpoint.model, keys.at(-1) ?? "") === model);
    return places.length === 0 ? [] : [{ endpoint, places }];
  });
}

export type Erased = { readonly ids: ReadonlySet<string>; readonly places: readonly (readonly string[])[] };

/** The record without what its copies of erased records said; the same object when it holds none (I12). */
export function eraseCopies(data: unknown, erased: Erased): unknown {
  return erased.places.reduce((value, keys) => eraseAt(value, { keys, ids: erased.ids }), data);
}

/** A change without what it said of erased records. */
export function eraseFromChange(change: PathChange, erased: Erased): PathChange {
  const { from, to, ...rest } = change;
  const path = change.path.replaceAll(/\[[^\]]*\]/g, "").split(".");
  const inside = erased.places.some((keys) => startsWith(path, keys)) && erased.ids.has(change.nested?.id ?? "");
  if (inside) return rest;
  const below = erased.places.filter((keys) => startsWith(keys, path)).map((keys) => keys.slice(path.length));
  const erase = (value: unknown) => eraseCopies(value, { ids: erased.ids, places: below });
  return {
    ...rest,
    ...(from === undefined ? {} : { from: erase(from) }),
    ...(to === undefined ? {} : { to: erase(to) }),
  };
}

function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.every((key, index) => key === path[index]);
}

function eraseAt(value: unknown, at: { keys: readonly string[]; ids: ReadonlySet<string> }): unknown {
  if (Array.isArray(value)) {
    const entries = value.map((entry: unknown) => eraseAt(entry, at));
    return entries.every((entry, index) => entry === value[index]) ? value : entries;
  }
  if (!isJsonObject(value)) return value;
  const [key, ...keys] = at.keys;
  if (key === undefined) return at.ids.has(idOf(value) ?? "") ? emptied(value) : value;
  const child = eraseAt(value[key], { ...at, keys });
  return child === value[key] ? value : { ...value, [key]: child };
}

const keptKeys: readonly string[] = ["id", "remote_id"];

function emptied(value: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, keptKeys.includes(key) ? child : null]));
}
