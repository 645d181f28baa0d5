import fc from "fast-check";

import { canonicalJson } from "@/lib/mirror/canonical-json";

import { inOrder } from "./apply-changes";

/** Paths are written `a.b[c]`: keys with these signs in them can be told from a path only by looking. */
const key = fc.oneof(
  fc.stringMatching(/^[^.[\]]{1,6}$/),
  fc.constantFrom("id", "name", "__proto__", "constructor", "toString", "0", "17", "employments"),
);
const leaf = fc.oneof(
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const { json } = fc.letrec((tie) => ({
  json: fc.oneof({ depthSize: "small" }, leaf, tie("list"), tie("things"), tie("object")),
  list: fc.array(tie("json"), { maxLength: 4 }),
  object: fc.array(fc.tuple(key, tie("json")), { maxLength: 5 }).map(asParsed),
  // Lists of things with ids, as nested copies are.
  things: fc
    .uniqueArray(fc.tuple(fc.constantFrom("m1", "m2", "m3", "m4"), tie("json")), {
      selector: ([id]) => id,
      maxLength: 4,
    })
    .map((entries) => entries.map(([id, value]) => ({ id, value }))),
}));
/** A record of any form, as it comes from JSON. */
export const record = fc.array(fc.tuple(key, json), { maxLength: 6 }).map(asParsed);

/** As JSON.parse makes them: `__proto__` is a key like others. */
export function asParsed(entries: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> {
  const object: Record<string, unknown> = {};
  for (const [name, value] of entries) {
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return object;
}

/** What JSON itself cannot tell apart. */
export const canonical = (value: unknown): unknown => JSON.parse(canonicalJson(value));
export const sameContent = (value: unknown): string => canonicalJson(inOrder(canonical(value)));
