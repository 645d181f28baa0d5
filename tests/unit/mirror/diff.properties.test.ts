import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { canonicalJson, contentHash } from "@/lib/mirror/canonical-json";
import { diffRecords } from "@/lib/mirror/diff";
import { replaceUnstorable } from "@/lib/mirror/replace-unstorable";
import { applyChanges } from "@/tests/support/apply-changes";
import { asParsed, canonical, record, sameContent } from "@/tests/support/arbitrary-records";

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
