import { expect, test } from "vitest";

import { isNestedTooDeeply, nestingMax } from "@/lib/kombo/nesting";

const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

test.each([
  ["as deep as allowed", nested(nestingMax), false],
  ["one deeper", nested(nestingMax + 1), true],
  ["objects and lists in turn", `${'{"a":['.repeat(nestingMax)}${"]}".repeat(nestingMax)}`, true],
  ["many beside one another", `[${Array.from({ length: 500 }, () => "{}").join(",")}]`, false],
  ["brackets within a text", JSON.stringify({ note: '"['.repeat(500) }), false],
  ["deeper than the stack of this process", nested(200_000), true],
])("%s", (_, text, expected) => {
  expect(isNestedTooDeeply(text)).toBe(expected);
});
