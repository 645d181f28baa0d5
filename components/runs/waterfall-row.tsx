import { cn } from "@/lib/cn";
import { formatStep } from "@/lib/format";
import type { Attempt, RunPageEntry } from "@/lib/sync/schema";

import { describeCounts } from "./describe-counts";
import { buildSegments, endOf, isLimit, startOf, type Axis, type Segment } from "./waterfall-layout";

const looks = {
  request: "bg-info-solid rounded-l-[2px]",
  write: "bg-fg rounded-r-[2px]",
  retry: "bg-warn-solid rounded-[2px]",
  limit: "hatched-rate",
  wait: "dotted-wait",
  live: "bg-info-solid rounded-[2px]",
} as const satisfies Record<Segment["kind"], string>;

export function WaterfallRow({ entry, axis }: { readonly entry: RunPageEntry; readonly axis: Axis }) {
  return (
    <Line
      page={entry.page}
      segments={buildSegments(entry, axis)}
      duration={formatStep(endOf(entry) - startOf(entry))}
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
        {segments.map(({ kind, left, width }, index) => (
          <span
            key={index}
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
  return entry.attempts.length === 0 ? describeCounts(entry) : describeAttempts(entry.attempts);
}

function lookOf(entry: RunPageEntry): string {
  if (entry.attempts.length > 0) return entry.attempts.every(isLimit) ? "text-rate-fg" : "text-warn-fg";
  return entry.invalid > 0 ? "text-danger-fg" : "text-subtle";
}

/** `502, retried after 0.9 s`, `429, waited 3.4 s as told`, `2 × 502, TIMEOUT, retried after 1.8 s`. */
export function describeAttempts(attempts: readonly Attempt[]): string {
  const counts = new Map<string, number>();
  for (const attempt of attempts) counts.set(nameAnswer(attempt), (counts.get(nameAnswer(attempt)) ?? 0) + 1);
  const answers = [...counts].map(([name, count]) => (count === 1 ? name : `${count} × ${name}`)).join(", ");
  const waitedMs = attempts.reduce((sum, { waitMs }) => sum + waitMs, 0);
  if (waitedMs === 0) return answers;
  return `${answers}, ${attempts.every(isLimit) ? "waited" : "retried after"} ${formatStep(waitedMs)}`;
}

/** The status says it shortest; a limit that was seen coming has none. */
function nameAnswer(attempt: Attempt): string {
  return attempt.status === null ? (isLimit(attempt) ? "Limit used up" : attempt.code) : String(attempt.status);
}
