"use client";

import { useQuery } from "@tanstack/react-query";

import { DetailProblem } from "@/components/feedback/detail-problem";
import { HeldSweep } from "@/components/review/held-sweep";
import { Page } from "@/components/shell/page";
import { LoadingTitle } from "@/components/shell/page-title";
import { LoadingPanel } from "@/components/ui/panel";
import { cutId, formatClock } from "@/lib/format";
import { runQuery } from "@/lib/queries/runs";
import type { RunDetail } from "@/lib/sync/schema";

import { Equation } from "./equation";
import { InvalidRecords, RunCauses } from "./run-causes";
import { LoadingRunChain, RunChain } from "./run-chain";
import { RunChanges } from "./run-changes";
import { RunDetails } from "./run-details";
import { RunHead } from "./run-head";
import { RunProgress } from "./run-progress";
import { Waterfall } from "./waterfall";

export function RunView({ id }: { readonly id: string }) {
  const { data: run, error, refetch } = useQuery(runQuery(id));
  return (
    <Page
      crumbs={[{ label: "Runs", href: "/runs" }, run ? { label: nameCrumb(run) } : { label: cutId(id), isId: true }]}
    >
      {error && !run ? <DetailProblem kind="run" list="/runs" error={error} onRetry={() => void refetch()} /> : null}
      {run ? <LoadedRun run={run} /> : null}
      {run || error ? null : <LoadingRun />}
    </Page>
  );
}

const columns = "mt-5 grid grid-cols-1 items-start gap-6 max-sm:gap-4 min-[1100px]:grid-cols-[minmax(0,1fr)_300px]";

function LoadedRun({ run }: { readonly run: RunDetail }) {
  return (
    <>
      <RunHead run={run} />
      <RunProgress run={run} />
      <RunChain run={run} />
      {run.state === "needs_review" ? <HeldSweep run={run} /> : null}
      <div className={columns}>
        <div className="grid min-w-0 grid-cols-1 gap-4">
          <Equation counts={run} />
          <div id="pages" className="min-w-0 scroll-mt-16">
            <Waterfall run={run} />
          </div>
        </div>
        <div className="grid min-w-0 grid-cols-1 gap-4">
          <RunDetails run={run} />
          <InvalidRecords records={run.invalidRecords} />
          <RunCauses causes={run.causes} />
          <div id="changes" className="min-w-0 scroll-mt-16">
            <RunChanges run={run} />
          </div>
        </div>
      </div>
    </>
  );
}

function LoadingRun() {
  return (
    <>
      <LoadingTitle />
      <LoadingRunChain />
      <div className={columns}>
        <div className="grid min-w-0 grid-cols-1 gap-4">
          <LoadingPanel lines={1} />
          <LoadingPanel title="Pages" lines={3} />
        </div>
        <LoadingPanel title="Details" lines={5} />
      </div>
    </>
  );
}

function nameCrumb(run: RunDetail): string {
  return `${run.endpointLabel}, ${formatClock(new Date(run.startedAt ?? run.createdAt))}`;
}
