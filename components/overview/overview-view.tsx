"use client";

import { useQuery } from "@tanstack/react-query";

import { EmptyState } from "@/components/feedback/empty-state";
import { ErrorState } from "@/components/feedback/error-state";
import { FirstRunPage, FirstRunRest } from "@/components/first-run/first-run";
import { May } from "@/components/shell/may";
import { LoadingTitle, PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount, formatNumber } from "@/lib/format";
import type { Overview } from "@/lib/health/schema";
import { overviewQuery } from "@/lib/queries/overview";

import { Activity } from "./activity";
import { AttentionList } from "./attention-list";
import { ComingUpList } from "./coming-up-list";
import { FreshnessBoard } from "./freshness-board";
import { FullFetchOfAll } from "./full-fetch-of-all";
import { OverviewFigures } from "./overview-figures";
import { RunningNow } from "./running-now";

const columns =
  "mt-5 grid grid-cols-1 items-start gap-8 max-sm:gap-6 min-[1100px]:grid-cols-[minmax(0,1fr)_var(--rail)]";

export function OverviewView() {
  const { data: overview, error, refetch } = useQuery(overviewQuery);
  if (error && !overview) {
    return (
      <>
        <PageTitle title="Overview" />
        <div className={columns}>
          <ErrorState
            subject="What needs attention and how fresh everything is"
            unaffected="Fetching goes on; only this page is missing."
            error={error}
            onRetry={() => void refetch()}
          />
          <Activity />
        </div>
      </>
    );
  }
  if (overview?.firstRun && overview.integrations.length === 0) return <FirstRunPage firstRun={overview.firstRun} />;
  return (
    <>
      {overview ? (
        <PageTitle
          title={nameAnswer(overview)}
          lead={describe(overview)}
          actions={
            overview.integrations.length > 0 ? (
              <May door="POST /api/full-fetch">
                <FullFetchOfAll integrations={overview.integrations} />
              </May>
            ) : undefined
          }
        />
      ) : (
        <LoadingTitle of="lead" hasActions />
      )}
      {overview?.firstRun ? <FirstRunRest firstRun={overview.firstRun} /> : null}
      <div className="mt-4">
        <OverviewFigures overview={overview} />
      </div>
      <div className={columns}>{overview ? <Loaded overview={overview} /> : <Loading />}</div>
    </>
  );
}

function Loaded({ overview }: { readonly overview: Overview }) {
  const { attention, integrations, running } = overview;
  return (
    <>
      <div className="grid min-w-0 grid-cols-1 gap-6">
        {attention.length > 0 ? (
          <Section
            title="Needs attention"
            count={formatCount(attention.length, "cause")}
            actions={<span className="text-subtle max-sm:hidden">One line per cause, worst first</span>}
          >
            <AttentionList attention={attention} />
          </Section>
        ) : null}
        {integrations.length === 0 ? (
          <EmptyState
            title="No integration yet"
            text="As soon as a customer connects a tool in Kombo, its webhook registers the integration here and everything is fetched."
          />
        ) : (
          <FreshnessBoard integrations={integrations} endpointLabels={overview.endpointLabels} />
        )}
      </div>
      <div className="grid min-w-0 grid-cols-1 gap-6">
        <RunningNow runs={running} />
        <Activity />
        {integrations.length > 0 ? <ComingUpList comingUp={overview.comingUp} /> : null}
      </div>
    </>
  );
}

function Loading() {
  return (
    <>
      <Section title="Freshness" count="time since the last complete fetch">
        <div className="grid gap-5 rounded-lg border px-4 py-4">
          <Skeleton className="w-2/3" />
          <Skeleton className="w-1/2" />
          <Skeleton className="w-3/5" />
        </div>
      </Section>
      <div className="grid min-w-0 grid-cols-1 gap-6">
        <Section title="Running now">
          <div className="rounded-lg border px-4 py-4">
            <Skeleton className="w-1/2" />
          </div>
        </Section>
        <Activity />
      </div>
    </>
  );
}

function nameAnswer({ attention, integrations }: Overview): string {
  const count = attention.filter(({ needsPerson }) => needsPerson).length;
  if (count > 0) return `${formatCount(count, "thing needs", "things need")} you`;
  return integrations.length === 0 ? "Nothing is connected yet" : "Everything is fresh";
}

function describe({ freshIntegrations, integrations, webhooks24h, rejected24h, attention }: Overview): string {
  if (integrations.length === 0) return "Kombo Mirror waits for the first webhook.";
  if (attention.length === 0) {
    return `${formatCount(webhooks24h, "webhook")} in 24 h, ${rejected24h === 0 ? "none" : formatNumber(rejected24h)} rejected.`;
  }
  return `${formatNumber(freshIntegrations)} of ${formatCount(integrations.length, "integration is", "integrations are")} fresh on every endpoint.`;
}
