import type { RunPageEntry } from "@/lib/sync/schema";

export type Segment = {
  readonly kind: "request" | "write" | "retry" | "live";
  readonly left: number;
  readonly width: number;
};

export type Axis = { readonly start: number; readonly end: number };

const ticks = [0, 1, 2, 3, 4] as const;

/** The time the shown pages span, and the page in flight when there is one. */
export function buildAxis(entries: readonly RunPageEntry[], until: number | null): Axis {
  const start = Math.min(...entries.map(startOf), until ?? Infinity);
  const end = Math.max(...entries.map(endOf), until ?? 0);
  return { start, end: Math.max(end, start + 1) };
}

/** Where the five lines of the axis stand, in milliseconds since the run's first request. */
export function buildTicks({ start, end }: Axis, runStart: number): readonly number[] {
  return ticks.map((tick) => start - runStart + ((end - start) * tick) / ticks.length);
}

/** The parts of one page as shares of the axis. `requestedAt` is of the attempt that was answered; waits come before it. */
export function buildSegments(entry: RunPageEntry, axis: Axis): readonly Segment[] {
  const start = new Date(entry.requestedAt).getTime();
  const answered = start + entry.requestMs;
  return [
    ...(entry.waitedMs > 0 ? [toSegment("retry", [startOf(entry), start], axis)] : []),
    toSegment("request", [start, answered], axis),
    toSegment("write", [answered, answered + entry.writeMs], axis),
  ];
}

export function startOf(entry: RunPageEntry): number {
  return new Date(entry.requestedAt).getTime() - entry.waitedMs;
}

export function endOf(entry: RunPageEntry): number {
  return new Date(entry.requestedAt).getTime() + entry.requestMs + entry.writeMs;
}

export function toSegment(kind: Segment["kind"], [from, to]: readonly [number, number], axis: Axis): Segment {
  const span = axis.end - axis.start;
  return { kind, left: ((from - axis.start) / span) * 100, width: ((to - from) / span) * 100 };
}
