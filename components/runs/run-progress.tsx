"use client";

import { Progress } from "@/components/ui/progress";
import { useNow } from "@/components/ui/use-now";
import { formatAbout, formatNumber, formatUntil } from "@/lib/format";
import type { RunRow } from "@/lib/sync/schema";

import { Elapsed } from "./elapsed";
import { estimate } from "./estimate";
import { isActive, isRateLimited, nameRun, shareOf } from "./run-names";

/** How far a run is, how fast, and how long it still takes. */
export function RunProgress({ run }: { readonly run: RunRow }) {
  const now = useNow();
  if (!isActive(run) || run.startedAt === null) return null;
  const { perSecond, leftMs } = estimate(run, now);
  return (
    <div className="mt-4">
      <p className="mb-2 flex flex-wrap gap-x-2">
        <span className="font-semibold">{formatNumber(run.received)}</span>
        <span className="text-muted">{describeGoal(run)}</span>
        <span className="text-muted ml-auto flex flex-wrap gap-x-2">
          {perSecond === null ? null : <span className="text-subtle">{formatNumber(perSecond)} records/s</span>}
          <span>
            <Elapsed run={run} />
            {leftMs === null ? null : `, about ${formatUntil(new Date(leftMs), new Date(0))} left`}
          </span>
        </span>
      </p>
      <Progress
        share={shareOf(run)}
        label={nameRun(run)}
        tone={isRateLimited(run) ? "rate" : "info"}
        className="h-1.5 rounded-[3px]"
      />
    </div>
  );
}

function describeGoal(run: RunRow): string {
  if (shareOf(run) === null || run.expected === null) return "records";
  return `of about ${formatAbout(run.expected)} records`;
}
