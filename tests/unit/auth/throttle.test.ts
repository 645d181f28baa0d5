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

const day = 24 * 60;

/** One guess as soon as the one before allows, never nearer than `gap`: how many are looked at in each of 60 days. */
function guessesOfDays(gap: number): readonly number[] {
  const days = Array.from({ length: 60 }, () => 0);
  let counter = emptyCounter;
  for (let time = 0; time < days.length * day; time += gap) {
    const reservation = reserve(counter, "email", at(time));
    if (reservation.kind === "refused") continue;
    counter = settleWrong(reservation.counter, "email", at(time));
    days[Math.floor(time / day)] = (days[Math.floor(time / day)] ?? 0) + 1;
  }
  return days;
}

it.each([0.25, 1, 3.76, 5, 15, 60, 300])("a guess each %f minutes gets no more than 40 looked at in a day", (gap) => {
  const days = guessesOfDays(gap);
  expect(Math.max(...days)).toBeLessThanOrEqual(40);
  expect(days.reduce((sum, count) => sum + count, 0) / days.length).toBeLessThan(20);
});

describe("a lock", () => {
  it.each([
    ["five within a quarter of an hour", [0, 1, 2, 3, 14], 29],
    ["four", [0, 1, 2, 3], null],
    ["five within a day", [0, 60, 120, 180, 1_439], 1_454],
    ["five, the first of them longer ago", [0, 60, 120, 180, 1_440], null],
    ["five of the last day, wherever it begins", [0, 100, 110, 120, 1_440, 1_441], 1_456],
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

  it("of checks that never ended is forgotten after the time of the first lock", () => {
    const orphaned: Counter = { ...emptyCounter, failedAt: Array.from({ length: wrongMax.email }, () => start) };
    expect(reserve(orphaned, "email", at(14))).toMatchObject({ kind: "refused" });
    expect(reserve(orphaned, "email", at(15))).toMatchObject({ kind: "admitted", counter: { failedAt: [at(15)] } });
  });

  it("is given back once", () => {
    const two: Counter = { ...emptyCounter, failedAt: [start, start] };
    expect(release(two, start).failedAt).toEqual([start]);
    expect(release(two, at(1))).toBe(two);
  });
});
