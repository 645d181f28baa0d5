import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { canonicalJson, contentHash } from "@/lib/mirror/canonical-json";
import { diffRecords } from "@/lib/mirror/diff";
import { replaceUnstorable } from "@/lib/mirror/replace-unstorable";
import { applyChanges, inOrder } from "@/tests/support/apply-changes";

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
const record = fc.array(fc.tuple(key, json), { maxLength: 6 }).map(asParsed);

/** As JSON.parse makes them: `__proto__` is a key like others. */
function asParsed(entries: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> {
  const object: Record<string, unknown> = {};
  for (const [name, value] of entries) {
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return object;
}

/** What JSON itself cannot tell apart. */
const canonical = (value: unknown): unknown => JSON.parse(canonicalJson(value));
const sameContent = (value: unknown): string => canonicalJson(inOrder(canonical(value)));

/** The same content with its keys in another order, at every depth. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== "object" || value === null) return value;
  return asParsed(
    Object.entries(value)
      .toReversed()
      .map(([name, child]) => [name, shuffled(child)] as const),
  );
}

const hashOf = (text: string): string => contentHash(canonicalJson(JSON.parse(text)));

describe("the diff of any two versions", () => {
  test("redone on the old version gives the new one, and undone on the new one the old", () => {
    fc.assert(
      fc.property(record, record, (left, right) => {
        const [before, after] = [canonical(left), canonical(right)];
        const changes = diffRecords(before, after);
        expect(sameContent(applyChanges(before, changes, "redo"))).toBe(sameContent(after));
        expect(sameContent(applyChanges(after, changes, "undo"))).toBe(sameContent(before));
      }),
      { numRuns: 300 },
    );
  });

  test("survives being stored as JSON, as the change log stores it", () => {
    fc.assert(
      fc.property(record, record, (left, right) => {
        const changes = diffRecords(canonical(left), canonical(right));
        expect(JSON.parse(JSON.stringify(changes))).toEqual(changes);
      }),
    );
  });

  test.each(["constructor", "toString", "__proto__"])(
    "sees the key %s come and go, although every object inherits one",
    (name) => {
      const after = asParsed([[name, null]]);
      expect(diffRecords({}, after)).toEqual([{ path: name, to: null }]);
      expect(diffRecords(after, {})).toEqual([{ path: name, from: null }]);
      expect(diffRecords({}, asParsed([[name, {}]]))).toEqual([{ path: name, to: {} }]);
    },
  );

  test("of equal content is empty, whatever the order of its keys", () => {
    fc.assert(
      fc.property(record, (value) => {
        expect(diffRecords(value, shuffled(value))).toEqual([]);
      }),
    );
  });
});

describe("canonical JSON and the content hash (I10)", () => {
  test("I10: do not depend on the order of keys at any depth, integer-like ones and __proto__ included", () => {
    fc.assert(
      fc.property(record, (value) => {
        expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
        expect(contentHash(canonicalJson(shuffled(value)))).toBe(contentHash(canonicalJson(value)));
      }),
    );
  });

  test("I10: lose nothing: reading it back gives the same content, numbers and unicode included", () => {
    fc.assert(
      fc.property(record, (value) => {
        const text = canonicalJson(value);
        expect(JSON.stringify(JSON.parse(text))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(Object.keys(canonical(value) ?? {}).toSorted()).toEqual(Object.keys(value).toSorted());
      }),
    );
  });

  test('I10: 1, 1.0 and 1e0 are one number; 1 and "1", null and nothing are two things', () => {
    expect(new Set(['{"a":1}', '{"a":1.0}', '{ "a" : 1e0 }'].map(hashOf)).size).toBe(1);
    expect(new Set(['{"a":1}', '{"a":"1"}', '{"a":null}', "{}", '{"a":[1]}', '{"a":{"0":1}}'].map(hashOf)).size).toBe(
      6,
    );
  });
});

describe("what jsonb cannot hold (I11)", () => {
  const dirty = fc.string({ unit: "binary" }).map((text) => `${text}\u0000`);
  const anything = fc.oneof(fc.jsonValue(), fc.dictionary(dirty, fc.oneof(dirty, fc.string({ unit: "binary" }))));

  test("I11: is gone from the text that is stored, and only then the value is flagged", () => {
    fc.assert(
      fc.property(anything, (value) => {
        const { json: text, replaced, value: storable } = replaceUnstorable(value);
        expect(holdsUnstorable(storable)).toBe(false);
        expect(text).toBe(canonicalJson(storable));
        expect(replaced).toBe(holdsUnstorable(value));
        expect(storable === value || replaced).toBe(true);
      }),
    );
  });

  test("I11: doing it twice is doing it once", () => {
    fc.assert(
      fc.property(anything, (value) => {
        const once = replaceUnstorable(value);
        expect(replaceUnstorable(once.value)).toEqual({ ...once, replaced: false });
      }),
    );
  });
});

function holdsUnstorable(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\u0000") || !value.isWellFormed();
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([name, child]) => holdsUnstorable(name) || holdsUnstorable(child));
}
