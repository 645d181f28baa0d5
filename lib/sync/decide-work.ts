import { addMilliseconds } from "@/lib/clock";

import { failedDeltasMax, overlapMs, watermarkAgeMaxMs } from "./limits";

export type EndpointWants = {
  readonly watermark: Date | null;
  readonly wantedSeq: number;
  readonly doneSeq: number;
  /** In the future after a full fetch failed: not before then. */
  readonly fullWantedAt: Date | null;
  /** Runs that failed since one succeeded. */
  readonly consecutiveFailures: number;
};

export type ActiveRun = {
  readonly id: string;
  readonly mode: string;
  readonly dryRun: boolean;
  readonly fetchStartedAt: Date | null;
  readonly wantedSeq: number | null;
  readonly waitingUntil: Date | null;
};

export type Work =
  | { readonly kind: "resume"; readonly runId: string }
  | { readonly kind: "create_delta"; readonly updatedAfter: Date; readonly movesWatermark: boolean }
  | { readonly kind: "create_full" }
  /** Nothing to do before `until`; null: not before something is wanted again. */
  | { readonly kind: "rest"; readonly until: Date | null };

/**
 * What to do next for an endpoint whose lease is ours. A delta goes before the next slice of a full fetch (I13), and
 * so do records that are asked for by id; but deltas that only fail do not keep a full fetch waiting for ever. A delta
 * without a usable watermark is a full fetch, or, while that is open, asks from its start (I15).
 */
export function decideWork(input: {
  readonly wants: EndpointWants;
  readonly activeRuns: readonly ActiveRun[];
  readonly now: Date;
  /** Difference to Kombo's clock, added to the overlap (I6). */
  readonly clockDifferenceMs: number;
}): Work {
  const { activeRuns, now } = input;
  const { fullWantedAt } = input.wants;
  const delta = activeRuns.find(({ mode }) => mode === "delta");
  const full = activeRuns.find(({ mode, dryRun }) => mode === "full" && !dryRun);
  const ready = activeRuns.filter((run) => run.waitingUntil === null || run.waitingUntil <= now);
  if (delta && ready.includes(delta)) return { kind: "resume", runId: delta.id };
  const wanted = delta || goesFullFirst(input, full) ? null : decideWanted(input, full);
  if (wanted) return wanted;
  // A person or a parent's copy waits for these few records: no reason to wait for a whole pass.
  const next = ready.find(({ mode }) => mode === "ids") ?? ready.find((run) => run === full);
  if (next) return { kind: "resume", runId: next.id };
  if (!full && isPast(fullWantedAt, now)) return { kind: "create_full" };
  const [other] = ready;
  if (other) return { kind: "resume", runId: other.id };
  return {
    kind: "rest",
    until: earliest([...activeRuns.map(({ waitingUntil }) => waitingUntil), full ? null : fullWantedAt]),
  };
}

/** Whether deltas only fail, and a full fetch can go on or begin: what they cannot fetch it may, and it serves their marks. */
function goesFullFirst({ wants, now }: Parameters<typeof decideWork>[0], full: ActiveRun | undefined): boolean {
  const isReady = full ? full.waitingUntil === null || full.waitingUntil <= now : isPast(wants.fullWantedAt, now);
  return isReady && wants.consecutiveFailures >= failedDeltasMax;
}

function isPast(time: Date | null, now: Date): boolean {
  return time !== null && time <= now;
}

function earliest(times: readonly (Date | null)[]): Date | null {
  const known = times.flatMap((time) => (time ? [time.getTime()] : []));
  return known.length === 0 ? null : new Date(Math.min(...known));
}

/** The run that serves the marks nobody serves yet; null when there are none, or the open full fetch will. */
function decideWanted(input: Parameters<typeof decideWork>[0], full: ActiveRun | undefined): Work | null {
  const { wants, now } = input;
  const hasWatermark = wants.watermark !== null && isRecent(wants.watermark, now);
  const baseline = hasWatermark ? wants.watermark : (full?.fetchStartedAt ?? null);
  // Without a watermark the open full fetch serves every mark it saw before its first request.
  const servedSeq = Math.max(wants.doneSeq, hasWatermark ? 0 : (full?.wantedSeq ?? 0));
  if (wants.wantedSeq <= servedSeq) return null;
  if (!baseline) return full ? null : { kind: "create_full" };
  const updatedAfter = addMilliseconds(baseline, -overlapMs - Math.abs(input.clockDifferenceMs));
  return { kind: "create_delta", updatedAfter, movesWatermark: hasWatermark };
}

/** One of the future was set while the clock was wrong: what is asked from there is nothing. */
function isRecent(watermark: Date, now: Date): boolean {
  const ageMs = now.getTime() - watermark.getTime();
  return ageMs < watermarkAgeMaxMs && ageMs >= -overlapMs;
}
