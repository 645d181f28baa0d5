import { describe, expect, it } from "vitest";

import { findWireProblems } from "./wire-shape";

const tag = {
  id: "2nPq4Wm8Zt6Kc1Rb5Xs9Ld3F",
  remote_id: "1",
  name: null,
  remote_data: null,
  changed_at: "2026-01-01T00:00:00.000Z",
  remote_deleted_at: null,
};

describe("the description of the wire", () => {
  it("accepts a record with every field", () => {
    expect(findWireProblems("/ats/tags", tag)).toEqual([]);
  });

  it.each([
    ["a missing field", { ...tag, name: undefined }],
    ["an extra field", { ...tag, colour: "red" }],
    ["another type", { ...tag, name: 7 }],
    ["null where null is not allowed", { ...tag, changed_at: null }],
    ["a date without a time", { ...tag, changed_at: "2026-01-01" }],
  ])("refuses %s", (_what, record) => {
    expect(findWireProblems("/ats/tags", JSON.parse(JSON.stringify(record)))).toHaveLength(1);
  });

  it("refuses a value outside of a closed enum", () => {
    const role = { ...tag, remote_label: "x", scope: "WORLD", unified_type: null, name: undefined };
    expect(findWireProblems("/ats/roles", JSON.parse(JSON.stringify(role)))).toEqual([
      "/ats/roles.scope: not one of the enum",
    ]);
  });
});
