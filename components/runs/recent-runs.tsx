"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";

import { ErrorState } from "@/components/feedback/error-state";
import { Section } from "@/components/ui/panel";
import { RowList } from "@/components/ui/row-list";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { listPath, runPath } from "@/lib/paths";
import { runsQuery } from "@/lib/queries/runs";
import type { RunRow } from "@/lib/sync/schema";

import { describeCounts } from "./describe-counts";
import { nameCause, nameRun } from "./run-names";
import { RunStateMark } from "./run-state";

const shown = 8;

export function RecentRuns({ komboIntegrationId }: { readonly komboIntegrationId: string }) {
  const { data, error, refetch } = useInfiniteQuery(runsQuery({ integration: komboIntegrationId }));
  const rows = data?.pages[0]?.rows.slice(0, shown);
  return (
    <Section
      title="Latest runs"
      actions={<TextLink href={listPath("/runs", { integration: komboIntegrationId })}>All runs</TextLink>}
    >
      {error && !rows ? (
        <ErrorState subject="The runs" unaffected="Fetching goes on." error={error} onRetry={() => void refetch()} />
      ) : (
        <RowList rows={rows} rowKey={(run) => run.id} empty="No run yet. The first webhook or full fetch starts one.">
          {(run) => <RecentRun run={run} />}
        </RowList>
      )}
    </Section>
  );
}

function RecentRun({ run }: { readonly run: RunRow }) {
  return (
    <>
      <span className="min-w-0 grow">
        <Link href={runPath(run.id)} className="block truncate rounded-sm font-medium">
          {nameRun(run)}
        </Link>
        <span className="text-subtle block truncate text-xs">
          {nameCause(run)}: {describeCounts(run)}
        </span>
      </span>
      <RunStateMark run={run} />
      <Time value={run.startedAt ?? run.createdAt} className="text-subtle w-14 text-right text-xs" />
    </>
  );
}
