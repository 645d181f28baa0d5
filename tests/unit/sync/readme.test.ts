import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const readme = readFileSync("lib/sync/README.md", "utf8");
const rows = [...readme.matchAll(/^\| (I\d+) \| [^|]+ \| `([^`]+)`: (.+) \|$/gm)].map(([, invariant, file, name]) => ({
  invariant,
  file: file ?? "",
  name: name ?? "",
}));

describe("the engine's README", () => {
  test("names a test for each of the seventeen invariants", () => {
    expect(rows.map(({ invariant }) => invariant)).toEqual(Array.from({ length: 17 }, (_, index) => `I${index + 1}`));
  });

  test.each(rows)("$invariant: its test exists under that name", ({ file, name }) => {
    expect(readFileSync(file, "utf8")).toContain(`"${name}"`);
  });
});
