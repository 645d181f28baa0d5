import type { JsonObject, JsonValue } from "./json";
import type { Filter } from "./shape";

export type ActiveFilter = { readonly filter: Filter; readonly value: string };

/** Whether a record, as on the wire, passes all of them. */
export function passesFilters(record: JsonObject, filters: readonly ActiveFilter[]): boolean {
  return filters.every(({ filter, value }) => {
    const test = tests[filter.test];
    return valuesAt(record, (filter.path ?? "").split(".")).some((found) => test(found, value));
  });
}

const tests: Readonly<Record<Filter["test"], (found: string, wanted: string) => boolean>> = {
  is: (found, wanted) => found === wanted,
  in: (found, wanted) => wanted.split(",").includes(found),
  contains: (found, wanted) => found.toLowerCase().includes(wanted.toLowerCase()),
  atLeast: (found, wanted) => found >= wanted,
  atMost: (found, wanted) => found <= wanted,
  after: (found, wanted) => found > wanted,
  before: (found, wanted) => found < wanted,
  unsupported: () => false,
};

function valuesAt(value: JsonValue | undefined, path: readonly string[]): readonly string[] {
  const [step, ...rest] = path;
  if (step === undefined) return typeof value === "string" ? [value] : [];
  if (step === "*") return isList(value) ? value.flatMap((item) => valuesAt(item, rest)) : [];
  return isObject(value) ? valuesAt(value[step], rest) : [];
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
