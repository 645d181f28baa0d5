export type JsonObject = { readonly [key: string]: unknown };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Undefined also for what every object inherits: `constructor` and `__proto__` may be keys like others. */
export function ownOf<Value>(object: { readonly [key: string]: Value }, key: string): Value | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The value at a path of keys joined by dots (`type.name`, `revisions.0.title`); undefined when there is none. */
export function valueAt(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((at, key) => {
    if (Array.isArray(at)) return at[Number(key)];
    return isJsonObject(at) ? ownOf(at, key) : undefined;
  }, value);
}

/** The id of an object that is a thing of its own; null for everything else. */
export function idOf(value: unknown): string | null {
  const id = isJsonObject(value) ? value["id"] : null;
  return typeof id === "string" && id !== "" ? id : null;
}
