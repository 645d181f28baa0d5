import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/format";
import type { EndpointRow } from "@/lib/health/schema";

type RecentRun = EndpointRow["recentRuns"][number];

const fullHeight = 20;
const deltaHeight = 12;
const minHeight = 3;

/** Height is duration, grey is well. Full fetches and deltas have a scale each: one would hide the other. */
export function RunBars({ runs }: { readonly runs: readonly RecentRun[] }) {
  const failed = runs.filter((run) => run.state === "failed").length;
  const label = `Last ${formatCount(runs.length, "run")}, ${failed === 0 ? "none failed" : `${failed} failed`}`;
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a picture made of elements
    <span role="img" aria-label={label} className="inline-flex h-5 items-end gap-0.5 align-middle">
      {runs.map((run) => (
        <span
          key={run.id}
          className={cn("w-0.75 rounded-[1px]", colourOf(run))}
          style={{ height: `${heightOf(run, runs)}px` }}
        />
      ))}
    </span>
  );
}

function heightOf(run: RecentRun, runs: readonly RecentRun[]): number {
  const top = run.mode === "full" ? fullHeight : deltaHeight;
  if (run.durationMs === null) return run.state === "running" ? top : minHeight;
  const alike = runs.filter((other) => (other.mode === "full") === (run.mode === "full"));
  const longest = Math.max(1, ...alike.map((other) => other.durationMs ?? 0));
  return Math.max(minHeight, Math.round((run.durationMs / longest) * top));
}

const stateColours = {
  failed: "bg-danger-solid",
  needs_review: "bg-held-solid",
  running: "bg-info-solid",
  queued: "bg-info-solid",
  succeeded: null,
  cancelled: null,
} as const satisfies Record<RecentRun["state"], string | null>;

function colourOf({ state, mode }: RecentRun): string {
  return stateColours[state] ?? (mode === "full" ? "bg-chart-1" : "bg-chart-2");
}
