import { expect, test } from "vitest";

import { decideHold } from "@/lib/sync/decide-hold";

test.each([
  [0, 0, false],
  [0, 100, false],
  [20, 100, false],
  [20, 1_000, false],
  [21, 420, false],
  [21, 419, true],
  [50, 1_000, false],
  [51, 1_000, true],
  [1, 2, false],
  [2, 3, true],
  [1, 1, true],
  [15, 30, false],
  [16, 30, true],
])("I9: %d of %d live records: held = %s", (candidates, live, held) => {
  expect(decideHold({ candidates, live })).toBe(held);
});
