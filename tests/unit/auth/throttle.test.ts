import { describe, expect, it } from "vitest";

import { type Counter, emptyCounter, release, reserve, settleWrong, wrongMax } from "@/lib/auth/sign-in/throttle";

const minute = 60_000;
const start = new Date("2026-11-20T09:00:00.000Z");
const at = (minutes: number) => new Date(start.getTime() + minutes * minute);

/** One wrong attempt after another; null where it was refused. */
function guess(counter: Counter, minutes: readonly number[]): readonly (Counter | null)[] {
  let current = counter;
  return minutes.map((time) => {
    const reservation = reserve(current, "email", at(time));
    if (reservation.kind === "refused") return null;
    current = settleWrong(reservation.counter, "email", at(time));
    return current;
  });
}

describe("a lock", () => {
  it.each([
    ["five within a quarter of an hour", [0, 1, 2, 3, 14], 29],
    ["four", [0, 1, 2, 3], null],
    ["five, the first of them longer ago", [0, 4, 8, 12, 15], null],
    ["five of the last quarter, wherever it begins", [0, 10, 11, 12, 15, 16], 31],
  ])("%s", (_, minutes, lockedUntil) => {
    const last = guess(emptyCounter, minutes).at(-1);
    expect(last?.lockedUntil ?? null).toEqual(lockedUntil === null ? null : at(lockedUntil));
  });

  it.each([
    [0, 15],
    [1, 30],
    [2, 60],
    [3, 120],
    [6, 960],
    [7, 1_440],
    [40, 1_440],
  ])("after %i others it lasts %i minutes", (locks, minutes) => {
    const failedAt = Array.from({ length: wrongMax.email }, () => start);
    expect(settleWrong({ failedAt, lockedUntil: null, locks }, "email", start)).toEqual({
      failedAt: [],
      lockedUntil: at(minutes),
      locks: locks + 1,
    });
  });

  it("refuses until it ends and not a moment longer", () => {
    const locked: Counter = { failedAt: [], lockedUntil: at(15), locks: 1 };
    expect(reserve(locked, "email", at(14))).toEqual({ kind: "refused", until: at(15) });
    expect(reserve(locked, "email", at(15))).toMatchObject({ kind: "admitted" });
  });

  it("is a first one again when a day has passed since the last", () => {
    const old: Counter = { failedAt: [], lockedUntil: start, locks: 3 };
    expect(reserve(old, "email", at(24 * 60))).toMatchObject({ counter: { locks: 3 } });
    expect(reserve(old, "email", at(24 * 60 + 1))).toMatchObject({ counter: { locks: 0 } });
  });

  it("is not made longer by what was being checked when it began", () => {
    const locked: Counter = { failedAt: [], lockedUntil: at(15), locks: 1 };
    expect(settleWrong(locked, "email", at(1))).toBe(locked);
  });
});

describe("a reservation", () => {
  it("keeps out what comes while as many as may be wrong are looked at, without a lock", () => {
    const busy: Counter = { ...emptyCounter, failedAt: Array.from({ length: wrongMax.email }, () => start) };
    expect(reserve(busy, "email", start)).toEqual({ kind: "refused", until: new Date(start.getTime() + 5_000) });
    expect(reserve(busy, "address", start)).toMatchObject({ kind: "admitted" });
  });

  it("is given back once", () => {
    const two: Counter = { ...emptyCounter, failedAt: [start, start] };
    expect(release(two, start).failedAt).toEqual([start]);
    expect(release(two, at(1))).toBe(two);
  });
});
