import { describe, expect, test } from "vitest";

import { type ActiveRun, decideWork, type EndpointWants } from "@/lib/sync/decide-work";

const minute = 60_000;
const now = new Date("2026-11-20T10:00:00.000Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * minute);
const soon = new Date(now.getTime() + minute);

const clean: EndpointWants = {
  watermark: ago(30),
  wantedSeq: 4,
  doneSeq: 4,
  fullWantedAt: null,
  consecutiveFailures: 0,
};
const dirty: EndpointWants = { ...clean, wantedSeq: 5 };
const run = (fields: Partial<ActiveRun>): ActiveRun => ({
  id: "run",
  mode: "delta",
  dryRun: false,
  fetchStartedAt: null,
  wantedSeq: null,
  waitingUntil: null,
  ...fields,
});
const full = (fields: Partial<ActiveRun> = {}) => run({ id: "full", mode: "full", ...fields });
const decide = (wants: EndpointWants, activeRuns: readonly ActiveRun[] = [], clockDifferenceMs = 0) =>
  decideWork({ wants, activeRuns, now, clockDifferenceMs });

describe("what to do next for an endpoint", () => {
  test("nothing is wanted: rest", () => {
    expect(decide(clean)).toEqual({ kind: "rest", until: null });
  });

  test("I6: a delta asks from the watermark, less the overlap and the difference of the clocks", () => {
    expect(decide(dirty)).toEqual({ kind: "create_delta", updatedAfter: ago(32), movesWatermark: true });
    expect(decide(dirty, [], -minute)).toEqual({ kind: "create_delta", updatedAfter: ago(33), movesWatermark: true });
  });

  test("I13: a delta goes before the next slice of a full fetch", () => {
    expect(decide(dirty, [full()])).toMatchObject({ kind: "create_delta" });
    expect(decide(clean, [full()])).toEqual({ kind: "resume", runId: "full" });
    expect(decide(dirty, [full(), run({})])).toEqual({ kind: "resume", runId: "run" });
  });

  test("I15: without a watermark, or with one older than 14 days, the delta is a full fetch", () => {
    expect(decide({ ...dirty, watermark: null })).toEqual({ kind: "create_full" });
    expect(decide({ ...dirty, watermark: ago(14 * 24 * 60) })).toEqual({ kind: "create_full" });
    expect(decide({ ...dirty, watermark: ago(14 * 24 * 60 - 1) })).toMatchObject({ kind: "create_delta" });
  });

  test("I6: a watermark of the future, set while the clock was wrong, serves no delta", () => {
    expect(decide({ ...dirty, watermark: soon })).toMatchObject({ kind: "create_delta" });
    expect(decide({ ...dirty, watermark: ago(-3) })).toEqual({ kind: "create_full" });
  });

  test("I15: while the first full fetch is open, a mark it did not see asks from its start and moves no watermark", () => {
    const open = full({ fetchStartedAt: ago(10), wantedSeq: 4 });
    expect(decide({ ...dirty, watermark: null }, [open])).toEqual({
      kind: "create_delta",
      updatedAfter: ago(12),
      movesWatermark: false,
    });
    expect(decide({ ...dirty, watermark: null, wantedSeq: 4, doneSeq: 0 }, [open])).toEqual({
      kind: "resume",
      runId: "full",
    });
    expect(decide({ ...dirty, watermark: null }, [full()])).toEqual({ kind: "resume", runId: "full" });
  });

  test("a run that waits lets the others go on, and wakes when its wait is over", () => {
    expect(decide(dirty, [run({ waitingUntil: soon }), full()])).toEqual({ kind: "resume", runId: "full" });
    expect(decide(clean, [full({ waitingUntil: soon })])).toEqual({ kind: "rest", until: soon });
    expect(decide(clean, [full({ waitingUntil: ago(1) })])).toEqual({ kind: "resume", runId: "full" });
  });

  test("a wanted full fetch without a run gets one; a dry run comes last", () => {
    expect(decide({ ...clean, fullWantedAt: ago(1) })).toEqual({ kind: "create_full" });
    const dry = full({ id: "dry", dryRun: true });
    expect(decide(dirty, [dry])).toMatchObject({ kind: "create_delta" });
    expect(decide(clean, [dry])).toEqual({ kind: "resume", runId: "dry" });
  });

  test("records asked for by id go after a delta and before the next slice of a full fetch", () => {
    const ids = run({ id: "ids", mode: "ids" });
    expect(decide(dirty, [full(), ids])).toMatchObject({ kind: "create_delta" });
    expect(decide(clean, [full(), ids])).toEqual({ kind: "resume", runId: "ids" });
    expect(decide(clean, [full(), { ...ids, waitingUntil: soon }])).toEqual({ kind: "resume", runId: "full" });
  });
});
