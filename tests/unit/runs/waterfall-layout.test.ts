import { expect, test } from "vitest";

import { buildAxis, buildSegments, buildTicks, endOf, startOf } from "@/components/runs/waterfall-layout";
import { describeAttempts } from "@/components/runs/waterfall-row";
import type { Attempt, RunPageEntry } from "@/lib/sync/schema";

const second = 1_000;
const start = new Date("2026-11-20T10:00:00.000Z").getTime();
const at = (ms: number) => new Date(start + ms).toISOString();

function attempt(fields: Partial<Attempt>): Attempt {
  return { at: at(0), ms: second, code: "HTTP_502", status: 502, requestId: null, waitMs: 0, ...fields };
}

function page(fields: Partial<RunPageEntry>): RunPageEntry {
  const counts = { created: 0, updated: 0, unchanged: 250, deleted: 0, restored: 0, stale: 0, invalid: 0 };
  const times = { requestedAt: at(0), requestMs: second, writeMs: second, waitedMs: 0 };
  return { ...counts, ...times, page: 1, slice: 1, retries: 0, records: 250, attempts: [], ...fields };
}

test("a page shows each attempt and the wait after it before the request that was answered", () => {
  const entry = page({
    requestedAt: at(8 * second),
    attempts: [
      attempt({ waitMs: 2 * second }),
      attempt({ at: at(3 * second), code: "PLATFORM.RATE_LIMIT_EXCEEDED", status: 429, waitMs: 4 * second }),
    ],
  });
  expect([startOf(entry), endOf(entry)]).toEqual([start, start + 10 * second]);
  expect(buildSegments(entry, buildAxis([entry], null, start))).toEqual([
    { kind: "retry", left: 0, width: 10 },
    { kind: "wait", left: 10, width: 20 },
    { kind: "retry", left: 30, width: 10 },
    { kind: "limit", left: 40, width: 40 },
    { kind: "request", left: 80, width: 10 },
    { kind: "write", left: 90, width: 10 },
  ]);
});

test("a wait that was cut short ends where the next request begins", () => {
  const entry = page({ requestedAt: at(2 * second), attempts: [attempt({ waitMs: 60 * second })] });
  const segments = buildSegments(entry, buildAxis([entry], null, start));
  expect(segments.map(({ kind, left }) => [kind, left])).toEqual([
    ["retry", 0],
    ["wait", 25],
    ["request", 50],
    ["write", 75],
  ]);
});

test("what happened before a page stands at its end in words", () => {
  const limit = { code: "PLATFORM.RATE_LIMIT_EXCEEDED", waitMs: 3_400 };
  expect(describeAttempts([attempt({ waitMs: 900 })])).toBe("502, retried after 0.90 s");
  expect(describeAttempts([attempt({ status: 429, ...limit })])).toBe("429, waited 3.40 s");
  expect(describeAttempts([attempt({ status: null, ms: 0, ...limit })])).toBe("Limit used up, waited 3.40 s");
  expect(describeAttempts([attempt({}), attempt({}), attempt({ status: null, code: "TIMEOUT" })])).toBe(
    "2 × 502, TIMEOUT",
  );
});

test.each([
  { from: 27, to: 109, ticks: [20, 40, 60, 80, 100] },
  { from: 0, to: 1_000, ticks: [0, 200, 400, 600, 800] },
  { from: 190_400, to: 207_000, ticks: [188_000, 192_000, 196_000, 200_000, 204_000] },
  { from: 0, to: 400_000, ticks: [0, 90_000, 180_000, 270_000, 360_000] },
])("the lines of the axis stand at round times of the run, from $from ms to $to ms", ({ from, to, ticks }) => {
  const axis = buildAxis([page({ requestedAt: at(from), requestMs: to - from, writeMs: 0 })], null, start);
  expect(buildTicks(axis, start)).toEqual(ticks);
  expect([axis.start <= start + from, axis.end >= start + to]).toEqual([true, true]);
});
