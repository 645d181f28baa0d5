import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { buildComparison } from "@/components/records/comparison-layout";
import { diffRecords } from "@/lib/mirror/diff";

const record = { komboIntegrationId: "personio:x", model: "hris_employees" };

function compare(before: Record<string, unknown>, after: Record<string, unknown>) {
  return buildComparison({ before, after, changes: diffRecords(before, after) }, record);
}

const entry = fc.record({ id: fc.constantFrom("m1", "m2", "m3"), job_title: fc.string() });
const version = fc.record(
  {
    id: fc.constant("r"),
    first_name: fc.string(),
    job_title: fc.option(fc.string()),
    manager: fc.option(fc.record({ id: fc.constantFrom("a", "b"), first_name: fc.string() })),
    manager_id: fc.option(fc.constantFrom("a", "b")),
    employments: fc.uniqueArray(entry, { selector: ({ id }) => id }),
    groups: fc.uniqueArray(entry, { selector: ({ id }) => id }),
    teams: fc.uniqueArray(entry, { selector: ({ id }) => id }),
    custom_fields: fc.option(fc.dictionary(fc.constantFrom("shoe", "a.b"), fc.string())),
    changed_at: fc.string(),
    something_new: fc.jsonValue(),
  },
  { requiredKeys: ["id"] },
);

describe("two versions side by side", () => {
  test("every difference stands in exactly one part, unless its twin says the same", () => {
    fc.assert(
      fc.property(version, version, (before, after) => {
        const changes = diffRecords(before, after);
        const shown = buildComparison({ before, after, changes }, record).flatMap((section) => section.changes);
        expect(new Set(shown).size).toBe(shown.length);
        const left = changes.filter((change) => !shown.includes(change));
        for (const { path } of left) expect(path).toMatch(/^(manager_id|teams)/);
      }),
    );
  });

  test("what is alike is folded away under its part, entries of lists one by one", () => {
    const [one, two] = [
      { id: "m1", job_title: "Nurse" },
      { id: "m2", job_title: "Pilot" },
    ];
    const sections = compare(
      { id: "r", first_name: "Ada", job_title: "A", employments: [one, two] },
      { id: "r", first_name: "Ada", job_title: "B", employments: [one, { ...two, job_title: "Captain" }] },
    );
    const found = sections.map(({ title, changes, unchanged }) => [title, changes.length, unchanged.length]);
    expect(found).toEqual([
      ["Work", 1, 0],
      ["Person", 0, 1],
      ["Employments", 1, 1],
      ["Other fields", 0, 1],
    ]);
  });

  test("a list that lost its last entry is still a part of its own", () => {
    const sections = compare(
      { id: "r", employments: [{ id: "m1", job_title: "Nurse" }] },
      { id: "r", employments: [] },
    );
    expect(sections.find(({ title }) => title === "Employments")?.changes).toHaveLength(1);
  });
});
