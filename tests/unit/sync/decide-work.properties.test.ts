import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { decideHold } from "@/lib/sync/decide-hold";
import { type ActiveRun, decideWork, type EndpointWants } from "@/lib/sync/decide-work";

const minute = 60_000;
const day = 1_440 * minute;
const now = new Date("2026-11-20T10:00:00.000Z");
const after = (ms: number) => new Date(now.getTime() + ms);

const time = fc.integer({ min: -30 * day, max: 30 * day }).map(after);
const pastTime = fc.integer({ min: -30 * day, max: -1 }).map(after);
const seq = fc.integer({ min: 0, max: 6 });
const wants: fc.Arbitrary<EndpointWants> = fc
  .record({
    watermark: fc.option(fc.oneof(pastTime, time)),
    doneSeq: seq,
    open: seq,
    fullWantedAt: fc.option(time),
    consecutiveFailures: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ open, ...rest }) => ({ ...rest, wantedSeq: rest.doneSeq + open }));
const started = fc.record({ fetchStartedAt: pastTime, wantedSeq: seq });
const unstarted = fc.constant({ fetchStartedAt: null, wantedSeq: null });
const run = (fields: Pick<ActiveRun, "id" | "mode" | "dryRun">): fc.Arbitrary<ActiveRun> =>
  fc
    .record({ begun: fc.oneof(started, unstarted), waitingUntil: fc.option(time) })
    .map(({ begun, waitingUntil }) => ({ ...fields, ...begun, waitingUntil }));
/** At most one of each kind, as the table's unique index has it. */
const anyRuns = fc
  .tuple(
    fc.option(run({ id: "delta", mode: "delta", dryRun: false })),
    fc.option(run({ id: "full", mode: "full", dryRun: false })),
    fc.option(run({ id: "dry", mode: "full", dryRun: true })),
  )
  .map((runs) => runs.filter((one) => one !== null));
const input = fc.record({
  wants,
  activeRuns: anyRuns,
  now: fc.constant(now),
  clockDifferenceMs: fc.integer({ min: -minute, max: minute }),
});

const isReady = ({ waitingUntil }: ActiveRun) => waitingUntil === null || waitingUntil <= now;
const hasWatermark = ({ watermark }: EndpointWants) =>
  watermark !== null && now.getTime() - watermark.getTime() < 14 * day && watermark <= after(2 * minute);

describe("what is due", () => {
  test("never is a second run of a kind made, and only a run that does not wait is resumed", () => {
    fc.assert(
      fc.property(input, (given) => {
        const work = decideWork(given);
        const made = work.kind === "create_delta" ? "delta" : work.kind === "create_full" ? "full" : null;
        expect(given.activeRuns.map(({ id }) => id)).not.toContain(made);
        const resumed = work.kind === "resume" ? [work.runId] : [];
        expect(given.activeRuns.filter(isReady).map(({ id }) => id)).toEqual(expect.arrayContaining(resumed));
      }),
      { numRuns: 1_000 },
    );
  });

  test("it never rests while a run can go on, and never for good while anything is wanted", () => {
    fc.assert(
      fc.property(input, (given) => {
        const work = decideWork(given);
        if (work.kind !== "rest") return;
        expect(given.activeRuns.filter(isReady)).toEqual([]);
        const { wantedSeq, doneSeq, fullWantedAt } = given.wants;
        const isWanted = wantedSeq > doneSeq || fullWantedAt !== null || given.activeRuns.length > 0;
        expect(work.until !== null).toBe(isWanted);
        expect(work.until === null || work.until > now).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test("I13: a full fetch is neither begun nor resumed while a delta could serve a mark", () => {
    fc.assert(
      fc.property(input, (given) => {
        const { wantedSeq, doneSeq, consecutiveFailures } = given.wants;
        const delta = given.activeRuns.find(({ mode }) => mode === "delta");
        fc.pre(consecutiveFailures < 3);
        const isOpen = wantedSeq > doneSeq && hasWatermark(given.wants) && !delta;
        if (!isOpen && !(delta && isReady(delta))) return;
        const work = decideWork(given);
        expect(work.kind === "create_delta" || (work.kind === "resume" && work.runId === "delta")).toBe(true);
      }),
    );
  });

  test("a delta that failed three times in a row keeps no full fetch waiting that could go on or begin", () => {
    fc.assert(
      fc.property(input, (given) => {
        const { consecutiveFailures, fullWantedAt } = given.wants;
        const full = given.activeRuns.find(({ id }) => id === "full");
        const isFullReady = full ? isReady(full) : fullWantedAt !== null && fullWantedAt <= now;
        fc.pre(consecutiveFailures >= 3 && isFullReady && !given.activeRuns.some(({ mode }) => mode === "delta"));
        expect(decideWork(given)).toEqual(full ? { kind: "resume", runId: "full" } : { kind: "create_full" });
      }),
      { numRuns: 1_000 },
    );
  });

  test("I6, I15: a delta asks from the watermark or the open full fetch, always earlier by overlap and clock difference", () => {
    fc.assert(
      fc.property(input, (given) => {
        const work = decideWork(given);
        if (work.kind !== "create_delta") return;
        const full = given.activeRuns.find(({ id }) => id === "full");
        const from = work.movesWatermark ? given.wants.watermark : (full?.fetchStartedAt ?? null);
        expect(work.movesWatermark).toBe(hasWatermark(given.wants));
        expect((from?.getTime() ?? 0) - work.updatedAfter.getTime()).toBe(
          2 * minute + Math.abs(given.clockDifferenceMs),
        );
      }),
      { numRuns: 1_000 },
    );
  });
});

/** An endpoint as the tables keep it, moved as claim and completion move it. */
type Endpoint = { wants: EndpointWants; run: ActiveRun | null; at: number; runs: number };

function claim(endpoint: Endpoint): void {
  const activeRuns = endpoint.run ? [endpoint.run] : [];
  const work = decideWork({ wants: endpoint.wants, activeRuns, now: after(endpoint.at), clockDifferenceMs: 0 });
  if (work.kind === "rest" || work.kind === "resume") return;
  endpoint.runs++;
  const mode = work.kind === "create_delta" ? "delta" : "full";
  const { wantedSeq } = endpoint.wants;
  endpoint.run = {
    id: mode,
    mode,
    dryRun: false,
    fetchStartedAt: after(endpoint.at),
    wantedSeq,
    waitingUntil: null,
  };
}

function complete(endpoint: Endpoint): void {
  const { run: done, wants: before } = endpoint;
  if (!done) return;
  endpoint.wants = { ...before, watermark: done.fetchStartedAt, doneSeq: done.wantedSeq ?? before.doneSeq };
  endpoint.run = null;
}

describe("marks and runs in any order (I6)", () => {
  const event = fc.constantFrom("mark", "claim", "complete");

  test("I6: marks coalesce, none is lost: once idle all are served by a run that began after the last of them", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const endpoint: Endpoint = {
          wants: { watermark: after(-minute), wantedSeq: 0, doneSeq: 0, fullWantedAt: null, consecutiveFailures: 0 },
          run: null,
          at: 0,
          runs: 0,
        };
        let markedAt = -minute;
        let bursts = 0;
        const take = (what: string) => {
          endpoint.at++;
          if (what === "claim") return claim(endpoint);
          if (what === "complete") return complete(endpoint);
          // A mark starts a burst when no other is open that no run has taken up.
          if (endpoint.wants.wantedSeq === (endpoint.run?.wantedSeq ?? endpoint.wants.doneSeq)) bursts++;
          endpoint.wants = { ...endpoint.wants, wantedSeq: endpoint.wants.wantedSeq + 1 };
          markedAt = endpoint.at;
        };
        for (const what of [...events, "claim", "complete", "claim", "complete"]) take(what);
        expect(endpoint.wants.doneSeq).toBe(endpoint.wants.wantedSeq);
        expect(endpoint.runs).toBe(bursts);
        expect(endpoint.wants.watermark?.getTime()).toBeGreaterThanOrEqual(after(markedAt).getTime());
      }),
      { numRuns: 500 },
    );
  });
});

describe("when a sweep is held (I9)", () => {
  const count = fc.nat({ max: 100_000 });

  test("I9: more candidates are never less suspicious, and more live records never more", () => {
    fc.assert(
      fc.property(count, count, fc.nat({ max: 1_000 }), (candidates, live, more) => {
        if (!decideHold({ candidates, live })) return;
        expect(decideHold({ candidates: candidates + more, live })).toBe(true);
        expect(decideHold({ candidates, live: Math.max(0, live - more) })).toBe(true);
      }),
    );
  });

  test("I9: it is held exactly above 20 rows and 5 %, or above half", () => {
    fc.assert(
      fc.property(count, count, (candidates, live) => {
        const isMany = candidates > 20 && candidates * 20 > live;
        expect(decideHold({ candidates, live })).toBe(isMany || candidates * 2 > live);
      }),
    );
  });
});
