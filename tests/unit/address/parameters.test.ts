import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { changeQuery, moment, oneOf, readQuery, text, usually } from "@/components/address/parameters";

const parameters = {
  search: usually(text, ""),
  integration: text,
  state: oneOf(["failed", "running"]),
  sort: usually(oneOf(["worst", "name"]), "worst"),
  from: moment,
};

describe("what an address says", () => {
  test.each([
    ["", { search: "", integration: null, state: null, sort: "worst", from: null }],
    ["state=failed&sort=name", { search: "", integration: null, state: "failed", sort: "name", from: null }],
    ["state=gone&sort=gone&from=gone", { search: "", integration: null, state: null, sort: "worst", from: null }],
    ["other=1&integration=a%3Ab", { search: "", integration: "a:b", state: null, sort: "worst", from: null }],
  ])("%s: what is unknown counts as not said", (query, values) => {
    expect(readQuery(parameters, query)).toEqual(values);
  });

  test("is read again as it was written, whatever it is", () => {
    const values = fc.record({
      search: fc.string({ unit: "grapheme" }),
      integration: fc.option(fc.string({ unit: "grapheme" })),
      state: fc.option(fc.constantFrom("failed" as const, "running" as const)),
      sort: fc.constantFrom("worst" as const, "name" as const),
      from: fc.option(fc.date({ min: new Date(0), max: new Date("9999-01-01T00:00:00Z"), noInvalidDate: true })),
    });
    fc.assert(
      fc.property(values, values, (before, after) => {
        const query = changeQuery(parameters, after, changeQuery(parameters, before, ""));
        expect(readQuery(parameters, query)).toEqual(after);
      }),
    );
  });
});

describe("a change of an address", () => {
  test.each([
    ["leaves what it does not name", "ask=pause&state=failed", { sort: "name" }, "ask=pause&state=failed&sort=name"],
    ["takes away what becomes null", "state=failed&search=a", { state: null }, "search=a"],
    ["does not write what is usual", "sort=name&search=a", { sort: "worst", search: "" }, ""],
    [
      "takes away all of its own, and only that, when there are none",
      "ask=pause&state=failed&search=a",
      null,
      "ask=pause",
    ],
  ] as const)("%s", (_, query, changes, expected) => {
    expect(changeQuery(parameters, changes, query)).toBe(expected);
  });
});
