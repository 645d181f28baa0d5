import { type Endpoint, endpoints } from "@/lib/kombo/endpoints";

import { idOf, isJsonObject } from "./json";
import { modelOfKey } from "./references";

/** A place in the records of an endpoint that holds a copy of another record, and which model that one is of. */
type CopyPlace = { readonly keys: readonly string[]; readonly model: string };

/** The reference speaks of `group_memberships`, the answer of `groups` (and its old twin `teams`). */
export function wirePath(path: string): string {
  return path === "group_memberships" ? "groups" : path;
}

const fetchedModels = new Set<string>(endpoints.map(({ model }) => model));

/**
 * Where a record holds copies that Kombo does not bring up to date under `updated_after` (the tables of its API
 * reference), although the record that was copied has an endpoint of its own, which tells of the change.
 */
const staleableByModel: ReadonlyMap<string, readonly CopyPlace[]> = new Map(
  endpoints.map((endpoint: Endpoint) => [
    endpoint.model,
    endpoint.nested.flatMap(({ path, linkedRecord }) => {
      const keys = wirePath(path).split(".");
      const model = linkedRecord === false ? modelOfKey(endpoint.model, keys.at(-1) ?? "") : undefined;
      return model !== undefined && fetchedModels.has(model) ? [{ keys, model }] : [];
    }),
  ]),
);

const copiedModels = new Set([...staleableByModel.values()].flatMap((places) => places.map(({ model }) => model)));

/** Whether a change of a record of this model may leave stale copies of it behind. */
export function isCopied(model: string): boolean {
  return copiedModels.has(model);
}

/** The name under which a copied record is looked for: ids alone are not unique across models. */
export function copyKey(model: string, komboId: string): string {
  return `${model}:${komboId}`;
}

/** Every record this one holds a copy of that may go stale; null when there is none. */
export function listCopies(model: string, data: unknown): readonly string[] | null {
  const places = staleableByModel.get(model) ?? [];
  const copies = new Set(
    places.flatMap(({ keys, model: copied }) => valuesAt(data, keys).map((komboId) => copyKey(copied, komboId))),
  );
  return copies.size === 0 ? null : [...copies];
}

/** The ids at a path, through lists. */
function valuesAt(value: unknown, keys: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => valuesAt(entry, keys));
  const [key, ...rest] = keys;
  if (key !== undefined) return isJsonObject(value) ? valuesAt(value[key], rest) : [];
  const id = idOf(value);
  return id === null ? [] : [id];
}
