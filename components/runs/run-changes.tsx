"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";

import { oneOf } from "@/components/address/parameters";
import { useAddress } from "@/components/address/use-address";
import { ErrorState } from "@/components/feedback/error-state";
import { ChangeRow } from "@/components/records/change-row";
import { Button } from "@/components/ui/button";
import { FilterChip } from "@/components/ui/filter-chip";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { formatNumber } from "@/lib/format";
import type { RecordChange } from "@/lib/mirror/schema";
import { driftKinds, type DriftKind } from "@/lib/mirror/schema/change-words";
import { runChangesQuery } from "@/lib/queries/runs";
import type { RunDetail } from "@/lib/sync/schema";

import { driftNames } from "./run-names";

const driftParams = { drift: oneOf(driftKinds) };

const shownAtFirst = 8;
const step = 40;

/** The newest changes of a run, more on demand. */
export function RunChanges({ run }: { readonly run: RunDetail }) {
  const isFinished = run.finishedAt !== null;
  const [{ drift }, setParams] = useAddress(driftParams);
  const list = useInfiniteQuery(runChangesQuery(run.id, { isFinished, drift }));
  const [shown, setShown] = useState(shownAtFirst);
  const changes = list.data?.pages.flatMap((page) => page.rows) ?? [];

  function showMore(): void {
    setShown(shown + step);
    if (list.hasNextPage && changes.length < shown + step) void list.fetchNextPage();
  }

  return (
    <Panel
      title={isFinished ? "Changes" : "Last changes"}
      actions={
        run.drift.length > 0 ? (
          <DriftFilter run={run} value={drift} onChange={(next) => setParams({ drift: next })} />
        ) : undefined
      }
    >
      {list.isPending ? <Skeleton className="m-4 w-40" /> : null}
      {list.isLoadingError ? (
        <div className="px-2 max-sm:px-4">
          <ErrorState
            subject="The changes"
            unaffected="The run is not affected."
            error={list.error}
            onRetry={() => void list.refetch()}
          />
        </div>
      ) : null}
      {list.isSuccess ? <Changes changes={changes.slice(0, shown)} run={run} /> : null}
      {changes.length > shown || list.hasNextPage ? (
        <div className="border-border-faint border-t px-2 py-1">
          <Button size="sm" look="ghost" onClick={showMore} disabled={list.isFetchingNextPage}>
            Show more
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}

type DriftFilterProps = {
  readonly run: RunDetail;
  readonly value: DriftKind | null;
  readonly onChange: (drift: DriftKind | null) => void;
};

function DriftFilter({ run, value, onChange }: DriftFilterProps) {
  return (
    <FilterChip
      label="Drift"
      value={value}
      options={run.drift.map(({ kind, records }) => ({
        value: kind,
        label: driftNames[kind],
        note: formatNumber(records),
      }))}
      onChange={(next) => onChange(run.drift.find(({ kind }) => kind === next)?.kind ?? null)}
    />
  );
}

type ChangesProps = { readonly changes: readonly RecordChange[]; readonly run: RunDetail };

function Changes({ changes, run }: ChangesProps) {
  if (changes.length === 0) return <p className="text-subtle px-4 py-3">{describeNothing(run)}</p>;
  return (
    <ul>
      {changes.map((change) => (
        <ChangeRow key={change.seq} change={change} />
      ))}
    </ul>
  );
}

function describeNothing({ finishedAt, received }: RunDetail): string {
  if (finishedAt === null) return "Nothing has changed so far.";
  return received === 0
    ? "Nothing changed: no record was received."
    : "Nothing changed. Every record was as we had it.";
}
