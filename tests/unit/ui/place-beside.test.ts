import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { findPlace } from "@/components/ui/place-beside";

const view = { width: 1_000, height: 800 };
const size = { width: 200, height: 300 };
const below = { side: "below", align: "start", gapPx: 4 } as const;
const length = (max: number) => fc.integer({ min: 1, max });
const place = (left: number, top: number) => ({ left, top, width: 100, height: 30 });

describe("a box beside what it belongs to", () => {
  test.each([
    ["stands under it", place(100, 100), below, { left: 100, top: 134 }],
    ["ends where it ends", place(500, 100), { ...below, align: "end" }, { left: 400, top: 134 }],
    ["has its middle", place(500, 100), { ...below, align: "center" }, { left: 450, top: 134 }],
    ["stands over it where there is no room under it", place(100, 700), below, { left: 100, top: 396 }],
    [
      "stands under it where there is no room over it",
      place(100, 100),
      { ...below, side: "above" },
      { left: 100, top: 134 },
    ],
    ["keeps away from the edges", place(950, 100), below, { left: 792, top: 134 }],
  ] as const)("%s", (_, at, beside, expected) => {
    expect(findPlace({ at, size, view }, beside)).toEqual(expected);
  });

  test("is always in view when it fits, and covers it only where neither side has room", () => {
    const room = fc.record({
      at: fc.record({ left: length(900), top: length(770), width: length(100), height: length(30) }),
      size: fc.record({ width: length(984), height: length(784) }),
    });
    const beside = fc.record({
      side: fc.constantFrom("above" as const, "below" as const),
      align: fc.constantFrom("start" as const, "center" as const, "end" as const),
      gapPx: fc.constantFrom(4, 6),
    });
    fc.assert(
      fc.property(room, beside, ({ at, size: box }, how) => {
        const { left, top } = findPlace({ at, size: box, view }, how);
        expect(left).toBeGreaterThanOrEqual(8);
        expect(top).toBeGreaterThanOrEqual(8);
        expect(left + box.width).toBeLessThanOrEqual(view.width - 8);
        expect(top + box.height).toBeLessThanOrEqual(view.height - 8);
        const hasRoom = at.top - how.gapPx - box.height >= 8 || at.top + at.height + how.gapPx + box.height <= 792;
        const covers = top < at.top + at.height && top + box.height > at.top;
        expect(covers && hasRoom).toBe(false);
      }),
    );
  });
});
