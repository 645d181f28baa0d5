import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { canonicalJson, contentHash } from "@/lib/mirror/canonical-json";
import { diffRecords, isNestedOnly } from "@/lib/mirror/diff";

const record = fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 3 }));

describe("the content hash (I10)", () => {
  test("I10: does not depend on the order of keys", () => {
    fc.assert(
      fc.property(record, (value) => {
        const reversed = Object.fromEntries(Object.entries(value).toReversed());
        expect(contentHash(canonicalJson(reversed))).toBe(contentHash(canonicalJson(value)));
      }),
    );
  });

  test("differs exactly when the content does", () => {
    fc.assert(
      fc.property(record, record, (left, right) => {
        const isSame = canonicalJson(left) === canonicalJson(right);
        expect(contentHash(canonicalJson(left)) === contentHash(canonicalJson(right))).toBe(isSame);
        expect(diffRecords(left, right).length === 0).toBe(isSame);
      }),
    );
  });
});

describe("the diff of two versions", () => {
  test("names the path, both values, and the thing inside the record that changed", () => {
    const before = {
      id: "e",
      name: "Sarah",
      employments: [
        { id: "m1", job_title: "Engineer" },
        { id: "m2", job_title: "Nurse" },
      ],
    };
    const after = {
      id: "e",
      name: "Sarah",
      employments: [
        { id: "m2", job_title: "Nurse" },
        { id: "m1", job_title: "Senior Engineer" },
      ],
    };
    const changes = diffRecords(before, after);
    expect(changes).toEqual([
      {
        path: "employments[m1].job_title",
        from: "Engineer",
        to: "Senior Engineer",
        nested: { at: "employments", id: "m1" },
      },
    ]);
    expect(isNestedOnly(changes)).toBe(true);
  });

  test("another thing at the same place is one change, and the record's own field makes it more than nested", () => {
    const changes = diffRecords(
      { manager_id: "a", manager: { id: "a", n: 1 } },
      { manager_id: "b", manager: { id: "b", n: 2 } },
    );
    expect(changes.map(({ path }) => path)).toEqual(["manager_id", "manager"]);
    expect(isNestedOnly(changes)).toBe(false);
  });

  test("what came has no from, what went has no to, and null is a value", () => {
    expect(diffRecords({ a: 1, b: null }, { b: 2, c: null })).toEqual([
      { path: "a", from: 1 },
      { path: "b", from: null, to: 2 },
      { path: "c", to: null },
    ]);
  });

  test("entries without ids, or with an id twice, are compared by position", () => {
    expect(diffRecords({ tags: ["x", "y"] }, { tags: ["x", "z", "w"] })).toEqual([
      { path: "tags[1]", from: "y", to: "z" },
      { path: "tags[2]", to: "w" },
    ]);
    const twins = diffRecords(
      {
        l: [
          { id: "a", v: 1 },
          { id: "a", v: 2 },
        ],
      },
      {
        l: [
          { id: "a", v: 1 },
          { id: "a", v: 3 },
        ],
      },
    );
    expect(twins.map(({ path }) => path)).toEqual(["l[1].v"]);
  });
});
