"use client";

import { useInfiniteQuery } from "@tanstack/react-query";

import { ErrorState } from "@/components/feedback/error-state";
import { PageTitle } from "@/components/shell/page-title";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount, formatNumber } from "@/lib/format";
import type { Drift } from "@/lib/health/schema/drift";
import { driftQuery } from "@/lib/queries/drift";

import { DriftDays } from "./drift-days";
import { sumDrift } from "./drift-names";
import { DriftReports } from "./drift-reports";
import { HeldSweeps } from "./held-sweeps";

/** Of one integration: on its own page, which has its title already. */
type DriftViewProps = { readonly komboIntegrationId?: string };

/** What full fetches found that nothing had brought, how that has gone, and what waits for a person. */
export function DriftView({ komboIntegrationId }: DriftViewProps) {
  const list = useInfiniteQuery(
    driftQuery(komboIntegrationId === undefined ? {} : { integration: komboIntegrationId }),
  );
  const first = list.data?.pages[0];
  const isOfAll = komboIntegrationId === undefined;
  return (
    <>
      {isOfAll ? (
        <PageTitle
          title={first ? nameAnswer(first) : "Drift"}
          lead="What a full fetch finds that deltas should have brought, or that somebody changed in Postgres. It is repaired as it is found."
        />
      ) : null}
      {list.isError && !first ? (
        <ErrorState
          subject="The drift"
          unaffected="Full fetches go on, and repair what they find."
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      ) : null}
      {list.isPending ? <Loading /> : null}
      {first ? (
        <div className="mt-4 grid gap-6">
          {first.held.length > 0 ? <HeldSweeps rows={first.held} isOfAll={isOfAll} /> : null}
          <DriftDays days={first.days} />
          <DriftReports
            rows={list.data?.pages.flatMap((page) => page.rows) ?? []}
            isOfAll={isOfAll}
            hasFullFetch={first.days.length > 0}
            hasMore={list.hasNextPage}
            isLoadingMore={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
          />
        </div>
      ) : null}
    </>
  );
}

/** What waits for a person comes before what repaired itself. */
function nameAnswer({ held, days }: Drift): string {
  if (held.length > 0) return `${formatCount(held.length, "sweep")} ${held.length === 1 ? "waits" : "wait"} for you`;
  const last = days.at(-1);
  if (!last) return "No full fetch is complete yet";
  const found = sumDrift(last.drift);
  return found === 0
    ? "The last full fetch found no drift"
    : `The last full fetch repaired ${formatNumber(found)} ${found === 1 ? "record" : "records"}`;
}

function Loading() {
  return (
    <div className="mt-4 grid gap-6">
      <div className="h-50 rounded-lg border px-4 py-3">
        <Skeleton className="w-40" />
      </div>
      <div className="border-t py-4">
        <Skeleton className="w-72" />
      </div>
    </div>
  );
}
