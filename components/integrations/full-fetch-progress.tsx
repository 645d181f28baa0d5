import { Check, ChevronRight } from "lucide-react";
import Link from "next/link";

import { Elapsed } from "@/components/runs/elapsed";
import { isRateLimited, shareOf } from "@/components/runs/run-names";
import { RunStateMark } from "@/components/runs/run-state";
import { Icon } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { Progress } from "@/components/ui/progress";
import { Status } from "@/components/ui/status";
import { formatCount, formatDuration, formatNumber } from "@/lib/format";
import type { EndpointRow } from "@/lib/health/schema";
import { runPath } from "@/lib/paths";
import type { FullFetchAnswer, RunRow } from "@/lib/sync/schema";

import { listFullFetchSteps, sumSteps, type FullFetchStep } from "./full-fetch-steps";

type FullFetchProgressProps = {
  readonly endpoints: readonly EndpointRow[];
  readonly started: FullFetchAnswer["runs"];
};

const shownDone = 6;

/** Full fetches as they happen, one line an endpoint; those started from this page stay when they are done. */
export function FullFetchProgress({ endpoints, started }: FullFetchProgressProps) {
  const steps = listFullFetchSteps(endpoints, started);
  if (steps.length === 0) return null;
  const total = sumSteps(steps);
  return (
    <Panel
      className="mt-4"
      title="Full fetch"
      count={
        <output>
          {total.done === steps.length
            ? `${formatCount(steps.length, "endpoint")} done`
            : `${formatNumber(total.done)} of ${formatCount(steps.length, "endpoint")} done`}
        </output>
      }
      actions={
        total.active > 0 && steps.length > 1 ? (
          <span className="text-subtle text-xs">
            {formatNumber(total.received)} records, {formatCount(total.pages, "page")}
            {total.oldest ? (
              <>
                , <Elapsed run={total.oldest} />
              </>
            ) : null}
          </span>
        ) : null
      }
    >
      <StepList steps={steps.filter(({ run }) => run !== null)} />
      {total.done > 0 ? (
        <details
          open={total.active === 0 && total.done <= shownDone}
          className="group border-border-faint border-t first:border-t-0"
        >
          <summary className="hover:bg-hover flex min-h-10 cursor-pointer list-none items-center gap-2 px-4 max-sm:min-h-11">
            <Icon
              of={ChevronRight}
              size="sm"
              className="text-subtle transition-transform duration-(--base) group-open:rotate-90"
            />
            {total.active === 0 ? "How long each took" : `${formatCount(total.done, "endpoint")} done`}
          </summary>
          <StepList steps={steps.filter(({ run }) => run === null)} />
        </details>
      ) : null}
    </Panel>
  );
}

function StepList({ steps }: { readonly steps: readonly FullFetchStep[] }) {
  return (
    <ul>
      {steps.map((step) => (
        <li
          key={step.endpoint}
          className="border-border-faint grid grid-cols-[180px_minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-b px-4 py-2.5 last:border-b-0 max-sm:grid-cols-[minmax(0,1fr)_auto]"
        >
          <Link href={runPath(step.runId)} className="truncate rounded-sm font-medium">
            {step.label}
          </Link>
          <StepState step={step} />
        </li>
      ))}
    </ul>
  );
}

function StepState({ step }: { readonly step: FullFetchStep }) {
  if (step.run) return <ActiveStep run={step.run} label={step.label} />;
  return (
    <>
      <Status icon={Check} tone={step.endedWell ? "success" : "idle"} className="max-sm:order-1">
        {step.endedWell ? "Succeeded" : "Ended"}
      </Status>
      <span className="text-subtle text-right text-xs">
        {step.durationMs === null ? null : formatDuration(step.durationMs)}
      </span>
    </>
  );
}

function ActiveStep({ run, label }: { readonly run: RunRow; readonly label: string }) {
  const isWaiting = run.state === "queued" || run.waitingUntil !== null;
  return (
    <>
      {isWaiting ? (
        <RunStateMark run={run} />
      ) : (
        <Progress
          share={shareOf(run)}
          label={`Full fetch of ${label}`}
          tone={isRateLimited(run) ? "rate" : "info"}
          className="max-sm:order-1 max-sm:col-span-2"
        />
      )}
      <span className="text-subtle text-right text-xs whitespace-nowrap">
        <span className="text-muted">{formatNumber(run.received)}</span>
        {run.expected === null ? " records" : ` of ~${formatNumber(run.expected)}`}, {formatCount(run.pages, "page")},{" "}
        <Elapsed run={run} />
      </span>
    </>
  );
}
