"use client";

import { Progress } from "@/components/ui/progress";
import { useNow } from "@/components/ui/use-now";
import { formatAbout, formatNumber, formatUntil } from "@/lib/format";
import type { RunRow } from "@/lib/sync/schema";

import { Elapsed } from "./elapsed";
import { durationOf, isActive, isRateLimited, nameRun, shareOf } from "./run-names";

/** How far a run is, how fast, and how long it still takes. */
export function RunProgress({ run }: { readonly run: RunRow }) {
  const now = useNow();
  if (!isActive(run) || run.startedAt === null) return null;
  const share = shareOf(run);
  const elapsedMs = durationOf(run, now) ?? 0;
  const perSecond = elapsedMs > 2_000 ? run.received / (elapsedMs / 1_000) : null;
  const leftMs =
    share !== null && perSecond && run.expected ? ((run.expected - run.received) / perSecond) * 1_000 : null;
  return (
    <div className="mt-4">
      <p className="mb-2 flex flex-wrap gap-x-2">
        <span className="font-semibold">{formatNumber(run.received)}</span>
        <span className="text-muted">
          {share === null || run.expected === null ? "records" : `of about ${formatAbout(run.expected)} records`}
        </span>
        <span className="text-muted ml-auto flex flex-wrap gap-x-2">
          {perSecond === null || perSecond < 1 ? null : (
            <span className="text-subtle">{formatNumber(Math.round(perSecond))} records/s</span>
          )}
          <span>
            <Elapsed run={run} />
            {leftMs !== null && leftMs > 0 ? `, about ${formatUntil(new Date(leftMs), new Date(0))} left` : null}
          </span>
        </span>
      </p>
      <Progress
        share={share}
        label={nameRun(run)}
        tone={isRateLimited(run) ? "rate" : "info"}
        className="h-1.5 rounded-[3px]"
      />
    </div>
  );
}
