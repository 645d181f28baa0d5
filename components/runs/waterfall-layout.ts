import type { Attempt, RunDetail, RunPageEntry } from "@/lib/sync/schema";
import { isRateLimit } from "@/lib/sync/schema/run-words";

export type Segment = {
  /** `retry`: a request that was not answered as hoped. */
  readonly kind: "request" | "write" | "retry" | "limit" | "wait" | "live";
  readonly left: number;
  readonly width: number;
};

export type Axis = { readonly start: number; readonly end: number };

const ticks = [0, 1, 2, 3, 4] as const;
const steps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8] as const;
const stepsOfMinutes = [15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 600].map((seconds) => seconds * 1_000);

type Span = { readonly from: number; readonly to: number };

/** The time the shown pages span, and the page in flight when there is one, between lines at round times of the run. */
export function buildAxis(entries: readonly RunPageEntry[], open: Span | null, runStart: number): Axis {
  const from = Math.min(...entries.map(startOf), open?.from ?? Infinity) - runStart;
  const to = Math.max(...entries.map(endOf), open?.to ?? 0) - runStart;
  const fits = (step: number) => Math.floor(from / step) * step + ticks.length * step >= to;
  const step = listSteps((to - from) / ticks.length).find(fits) ?? to - from;
  const start = runStart + Math.floor(from / step) * step;
  return { start, end: start + ticks.length * step };
}

/** Round ones that are long enough, shortest first. */
function listSteps(least: number): readonly number[] {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1)));
  const decimal = [power, power * 10, power * 100].flatMap((unit) => steps.map((step) => step * unit));
  const round = least * ticks.length < 60_000 ? decimal : [...stepsOfMinutes, ...decimal];
  return round.filter((step) => step >= least && Number.isInteger(step));
}

/** Where the five lines of the axis stand, in milliseconds since the run's first request. */
export function buildTicks({ start, end }: Axis, runStart: number): readonly number[] {
  return ticks.map((tick) => start - runStart + ((end - start) * tick) / ticks.length);
}

/** The parts of one page as shares of the axis. `requestedAt` is of the attempt that was answered; the others come before it. */
export function buildSegments(entry: RunPageEntry, axis: Axis): readonly Segment[] {
  const start = new Date(entry.requestedAt).getTime();
  const answered = start + entry.requestMs;
  return [
    ...buildAttempts(entry.attempts, start, axis),
    toSegment("request", [start, answered], axis),
    toSegment("write", [answered, answered + entry.writeMs], axis),
  ];
}

/** Each attempt and the wait after it, which ends where the next one begins. */
export function buildAttempts(attempts: readonly Attempt[], until: number, axis: Axis): readonly Segment[] {
  return attempts.flatMap((attempt, index) => {
    const next = attempts[index + 1];
    const sent = new Date(attempt.at).getTime();
    const failed = sent + attempt.ms;
    const resumed = Math.min(failed + attempt.waitMs, next ? new Date(next.at).getTime() : until);
    return [
      ...(attempt.ms > 0 ? [toSegment("retry", [sent, failed], axis)] : []),
      ...(resumed > failed ? [toSegment(isLimit(attempt) ? "limit" : "wait", [failed, resumed], axis)] : []),
    ];
  });
}

export function isLimit({ code }: Attempt): boolean {
  return isRateLimit(code);
}

export function startOf(entry: RunPageEntry): number {
  const [first] = entry.attempts;
  const asked = new Date(entry.requestedAt).getTime();
  return Math.min(asked - entry.waitedMs, first ? new Date(first.at).getTime() : asked);
}

/** The attempts since the last page: of a run that waits, or that ended with them. */
export type Unanswered = { readonly page: number; readonly from: number; readonly to: number };

export function findUnanswered(run: RunDetail, now: Date): Unanswered | null {
  const [first] = run.attempts;
  const last = run.attempts.at(-1);
  if (!first || !last || (run.state === "running" && run.waitingUntil === null)) return null;
  const ended = new Date(last.at).getTime() + last.ms;
  const to = run.waitingUntil === null ? ended : Math.max(ended, Math.min(now.getTime(), ended + last.waitMs));
  return { page: (run.pageEntries.at(-1)?.page ?? 0) + 1, from: new Date(first.at).getTime(), to };
}

export function endOf(entry: RunPageEntry): number {
  return new Date(entry.requestedAt).getTime() + entry.requestMs + entry.writeMs;
}

export function toSegment(kind: Segment["kind"], [from, to]: readonly [number, number], axis: Axis): Segment {
  const span = axis.end - axis.start;
  return { kind, left: ((from - axis.start) / span) * 100, width: ((to - from) / span) * 100 };
}

export type WaterfallView = "newest" | "all" | "slow" | "errors";

const newestShown = 16;
const slowMs = 2_000;

export function pickEntries(entries: readonly RunPageEntry[], view: WaterfallView): readonly RunPageEntry[] {
  if (view === "newest") return entries.slice(-newestShown);
  return entries.filter(filters[view]);
}

const filters = {
  all: () => true,
  slow: (entry) => endOf(entry) - startOf(entry) > slowMs,
  errors: (entry) => entry.retries > 0 || entry.attempts.length > 0 || entry.invalid > 0,
} as const satisfies Record<Exclude<WaterfallView, "newest">, (entry: RunPageEntry) => boolean>;

export type InFlight = { readonly page: number; readonly from: number; readonly to: number };

/** A request is given up after less; a longer bar would only squeeze the others. */
const inFlightMaxMs = 30_000;

/** The page a running run is asking for, as far as its pages tell. */
export function findInFlight(run: RunDetail, now: Date): InFlight | null {
  if (run.state !== "running" || run.waitingUntil !== null) return null;
  const last = run.pageEntries.at(-1);
  const from = last ? endOf(last) : new Date(run.startedAt ?? run.createdAt).getTime();
  const to = Math.min(Math.max(now.getTime(), from), from + inFlightMaxMs);
  return { page: (last?.page ?? 0) + 1, from, to };
}
