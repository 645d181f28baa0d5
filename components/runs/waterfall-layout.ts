import type { RunPageEntry } from "@/lib/sync/schema";

export type Segment = { readonly kind: "request" | "write" | "retry" | "rate" | "live"; readonly left: number; readonly width: number };

export type Axis = { readonly start: number; readonly end: number };

const ticks = [0, 1, 2, 3, 4] as const;

/** The time the shown pages span. */
export function buildAxis(entries: readonly RunPageEntry[], until: number | null): Axis {
  const starts = entries.map((entry) => new Date(entry.requestedAt).getTime());
  const ends = entries.map(endOf);
  const start = Math.min(...starts, until ?? Infinity);
  const end = Math.max(...ends, until ?? 0);
  return { start, end: Math.max(end, start + 1) };
}

/** Where the five lines of the axis stand, in milliseconds since the run's first request. */
export function buildTicks({ start, end }: Axis, runStart: number): readonly number[] {
  return ticks.map((tick) => start - runStart + ((end - start) * tick) / ticks.length);
}

/** The parts of one page as shares of the axis. A wait comes before the attempt that was answered. */
export function buildSegments(entry: RunPageEntry, axis: Axis): readonly Segment[] {
  const start = new Date(entry.requestedAt).getTime();
  const answered = start + entry.waitedMs + entry.requestMs;
  const wait = entry.waitedMs > 0 ? [toSegment(entry.retries > 0 ? "retry" : "rate", [start, start + entry.waitedMs], axis)] : [];
  return [
    ...wait,
    toSegment("request", [start + entry.waitedMs, answered], axis),
    toSegment("write", [answered, answered + entry.writeMs], axis),
  ];
}

export function endOf(entry: RunPageEntry): number {
  return new Date(entry.requestedAt).getTime() + entry.waitedMs + entry.requestMs + entry.writeMs;
}

export function toSegment(kind: Segment["kind"], [from, to]: readonly [number, number], axis: Axis): Segment {
  const span = axis.end - axis.start;
  return { kind, left: ((from - axis.start) / span) * 100, width: ((to - from) / span) * 100 };
}
