import { describe, expect, it } from "vitest";

import { cursorValue, decodeCursor } from "@/lib/db/keyset";

const forge = (values: readonly string[]) => Buffer.from(JSON.stringify(values)).toString("base64url");

describe("a cursor that no list gave is bad input, never a database error", () => {
  it.each([
    ["a year that PostgreSQL has not", [cursorValue.time], "0000-01-01T00:00:00Z"],
    ["a year that its offset leads out of", [cursorValue.time], "0001-01-01T00:00:00+23:59"],
    ["text that cannot be compared", [cursorValue.text], "a\0b"],
    ["half a character", [cursorValue.text], "\uD800"],
    ["a number beyond bigint", [cursorValue.sequence], "9999999999999999999"],
    ["no uuid", [cursorValue.uuid], "1"],
  ])("%s", (_, kinds, value) => {
    expect(() => decodeCursor(forge([value]), kinds)).toThrow("cursor: is not one this list gave");
  });

  it("a cursor of another list, or a cut one", () => {
    expect(() => decodeCursor(forge(["a", "b"]), [cursorValue.text])).toThrow("cursor");
    expect(() => decodeCursor(forge(["a"]).slice(0, 3), [cursorValue.text])).toThrow("cursor");
  });
});
