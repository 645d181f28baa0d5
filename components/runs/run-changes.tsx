"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";

import { ErrorState } from "@/components/feedback/error-state";
import { ChangeRow } from "@/components/records/change-row";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { runChangesQuery } from "@/lib/queries/runs";
import type { RunDetail } from "@/lib/sync/schema";

const shownAtFirst = 8;
const step = 40;

/** The newest changes of a run, more on demand. */
export function RunChanges({ run }: { readonly run: RunDetail }) {
  const list = useInfiniteQuery(runChangesQuery(run.id, run.finishedAt !== null));
  const [shown, setShown] = useState(shownAtFirst);
  const rows = list.data?.pages.flatMap((page) => page.rows);
  const hasMore = (rows?.length ?? 0) > shown || list.hasNextPage;

  function showMore(): void {
    setShown(shown + step);
    if (list.hasNextPage && (rows?.length ?? 0) < shown + step) void list.fetchNextPage();
  }

  return (
    <Panel title={run.finishedAt === null ? "Last changes" : "Changes"}>
      {list.isError && !rows ? (
        <div className="px-2">
          <ErrorState
            subject="The changes"
            unaffected="The run is not affected."
            error={list.error}
            onRetry={() => void list.refetch()}
          />
        </div>
      ) : null}
      {list.isPending ? <Skeleton className="m-4 w-40" /> : null}
      {rows?.length === 0 ? (
        <p className="text-subtle px-4 py-3">
          {run.finishedAt === null ? "Nothing has changed so far." : "Nothing changed. Every record was as we had it."}
        </p>
      ) : null}
      <ul>
        {rows?.slice(0, shown).map((change) => (
          <ChangeRow key={change.seq} change={change} />
        ))}
      </ul>
      {hasMore ? (
        <div className="border-border-faint border-t px-2 py-1">
          <Button size="sm" look="ghost" onClick={showMore} disabled={list.isFetchingNextPage}>
            Show more
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}
