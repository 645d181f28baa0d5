import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/format";
import type { EndpointRow } from "@/lib/health/schema";

type RecentRun = EndpointRow["recentRuns"][number];

const maxHeight = 20;
const minHeight = 3;

/** Height is duration, grey is well. The square root keeps a delta visible beside a full fetch. */
export function RunBars({ runs }: { readonly runs: readonly RecentRun[] }) {
  const longest = Math.max(1, ...runs.map((run) => run.durationMs ?? 0));
  const failed = runs.filter((run) => run.state === "failed").length;
  const label = `Last ${formatCount(runs.length, "run")}, ${failed === 0 ? "none failed" : `${failed} failed`}`;
  return (
    <span role="img" aria-label={label} className="inline-flex h-5 items-end gap-0.5 align-middle">
      {runs.map((run) => (
        <span
          key={run.id}
          className={cn("w-0.75 rounded-[1px]", colourOf(run))}
          style={{ height: `${heightOf(run, longest)}px` }}
        />
      ))}
    </span>
  );
}

function heightOf(run: RecentRun, longest: number): number {
  if (run.durationMs === null) return run.state === "running" ? maxHeight * 0.8 : minHeight;
  return Math.max(minHeight, Math.round(Math.sqrt(run.durationMs / longest) * maxHeight));
}

function colourOf(run: RecentRun): string {
  switch (run.state) {
    case "failed":
      return "bg-danger-solid";
    case "needs_review":
      return "bg-held-solid";
    case "running":
    case "queued":
      return "bg-info-solid";
    case "succeeded":
    case "cancelled":
      return run.mode === "full" ? "bg-chart-1" : "bg-chart-2";
  }
}
