"use client";

import Link from "next/link";

import { nameIntegration } from "@/components/integrations/integration-name";
import { Elapsed } from "@/components/runs/elapsed";
import { estimate } from "@/components/runs/estimate";
import { isRateLimited, nameRun, shareOf } from "@/components/runs/run-names";
import { Section } from "@/components/ui/panel";
import { Progress } from "@/components/ui/progress";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { useNowText } from "@/components/ui/use-now";
import { formatAbout, formatCount, formatNumber, formatUntil } from "@/lib/format";
import { runPath } from "@/lib/paths";
import type { RunRow } from "@/lib/sync/schema";

const shown = 6;

export function RunningNow({ runs }: { readonly runs: readonly RunRow[] }) {
  return (
    <Section title="Running now" count={formatNumber(runs.length)} actions={<TextLink href="/runs">All runs</TextLink>}>
      {runs.length === 0 ? (
        <p className="text-muted rounded-lg border px-4 py-3">
          Nothing. Runs start when a webhook says that something changed.
        </p>
      ) : (
        <ul className="rounded-lg border">
          {runs.slice(0, shown).map((run) => (
            <li
              key={run.id}
              className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 border-t px-4 pt-2.5 pb-3 first:border-t-0"
            >
              <Link href={runPath(run.id)} className="truncate rounded-sm font-medium">
                {nameIntegration(run)}
              </Link>
              <span className="text-muted text-right">{describeProgress(run)}</span>
              <span className="text-subtle truncate text-xs">{nameRun(run)}</span>
              <span className="text-subtle text-right text-xs">
                <Timing run={run} />
              </span>
              <Progress
                share={shareOf(run)}
                label={`${nameRun(run)} of ${nameIntegration(run)}`}
                tone={isRateLimited(run) ? "rate" : "info"}
                className="col-span-2 mt-1.5"
              />
            </li>
          ))}
          {runs.length > shown ? (
            <li className="text-subtle border-t px-4 py-2 text-xs">and {formatNumber(runs.length - shown)} more</li>
          ) : null}
        </ul>
      )}
    </Section>
  );
}

function describeProgress(run: RunRow): string {
  if (isRateLimited(run)) return "Rate limited";
  if (run.waitingUntil !== null) return "Tries again";
  const share = shareOf(run);
  if (share === null || run.expected === null) return formatCount(run.received, "record");
  return `${formatNumber(run.received)} of ~${formatAbout(run.expected)}`;
}

function Timing({ run }: { readonly run: RunRow }) {
  if (run.waitingUntil) {
    return (
      <>
        {isRateLimited(run) ? "resumes" : "at"} <Time value={run.waitingUntil} as="deadline" />
      </>
    );
  }
  return run.startedAt === null ? "queued" : <TimeLeft run={run} />;
}

/** As the run's own page has it. */
function TimeLeft({ run }: { readonly run: RunRow }) {
  const left = useNowText((now) => {
    const { leftMs } = estimate(run, now);
    return leftMs === null ? "" : `about ${formatUntil(new Date(leftMs), new Date(0))} left`;
  });
  return left === "" ? <Elapsed run={run} /> : left;
}
