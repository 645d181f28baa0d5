import { cn } from "@/lib/cn";
import { formatStep } from "@/lib/format";
import type { RunPageEntry } from "@/lib/sync/schema";

import { describeCounts } from "./describe-counts";
import { buildSegments, type Axis, type Segment } from "./waterfall-layout";

const looks = {
  request: "bg-info-solid rounded-l-[2px]",
  write: "bg-fg rounded-r-[2px]",
  retry: "bg-warn-solid rounded-[2px]",
  live: "bg-info-solid rounded-[2px]",
} as const satisfies Record<Segment["kind"], string>;

export function WaterfallRow({ entry, axis }: { readonly entry: RunPageEntry; readonly axis: Axis }) {
  return (
    <Line
      page={entry.page}
      segments={buildSegments(entry, axis)}
      duration={formatStep(entry.waitedMs + entry.requestMs + entry.writeMs)}
      text={describe(entry)}
      textLook={lookOf(entry)}
    />
  );
}

type LineProps = {
  readonly page: number;
  readonly segments: readonly Segment[];
  readonly duration: string;
  readonly text: string;
  readonly textLook: string;
};

/** One page on the time axis; the reason for a long one stands in words at its end. */
export function Line({ page, segments, duration, text, textLook }: LineProps) {
  return (
    <li className="hover:bg-hover grid h-6 grid-cols-[64px_minmax(0,1fr)_68px_minmax(0,168px)] items-center gap-3 px-4 text-xs max-sm:grid-cols-[34px_minmax(0,1fr)_52px] max-sm:gap-2 max-sm:px-3">
      <span className="text-muted whitespace-nowrap">
        <span className="max-sm:sr-only">Page </span>
        {page}
      </span>
      <span aria-hidden className="quarter-lines relative h-6">
        {segments.map(({ kind, left, width }) => (
          <span
            key={kind}
            className={cn("absolute top-1.75 h-2.5 min-w-0.5", looks[kind])}
            style={{ left: `${left}%`, width: `${width}%` }}
          />
        ))}
      </span>
      <span className="text-right whitespace-nowrap">{duration}</span>
      <span className={cn("truncate max-sm:sr-only", textLook)}>{text}</span>
    </li>
  );
}

function describe(entry: RunPageEntry): string {
  if (entry.retries > 0) return describeRetries(entry);
  return describeCounts(entry);
}

function lookOf(entry: RunPageEntry): string {
  if (entry.retries > 0) return "text-warn-fg";
  return entry.invalid > 0 ? "text-danger-fg" : "text-subtle";
}

function describeRetries({ retries, waitedMs }: RunPageEntry): string {
  const times = retries === 1 ? "retried" : `retried ${retries} times`;
  return waitedMs === 0 ? times : `${times} after ${formatStep(waitedMs)}`;
}
