"use client";

import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";

import { ErrorState } from "@/components/feedback/error-state";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/lib/format";
import type { PageOf } from "@/lib/http/page";
import type { RecordChange } from "@/lib/mirror/schema";

import { HistoryEntry } from "./history-entry";
import { listComparable } from "./list-comparable";

export type RecordHistoryProps = {
  readonly history: UseInfiniteQueryResult<InfiniteData<PageOf<RecordChange>>>;
  /** This version with what the record is now. */
  readonly onCompare: (seq: string) => void;
};

/** Every version of a record, newest first. */
export function RecordHistory({ history, onCompare }: RecordHistoryProps) {
  const changes = history.data?.pages.flatMap((page) => page.rows);
  // The newest is what the record is now.
  const comparable = new Set(
    listComparable(changes ?? [])
      .slice(1)
      .map(({ seq }) => seq),
  );
  return (
    <Panel title="History" count={changes && !history.hasNextPage ? formatCount(changes.length, "version") : undefined}>
      <div className="p-4">
        {history.isError && !changes ? (
          <ErrorState
            subject="The history"
            unaffected="The record itself is complete."
            error={history.error}
            onRetry={() => void history.refetch()}
          />
        ) : null}
        {history.isPending ? <Skeleton className="w-48" /> : null}
        {changes?.length === 0 ? (
          <p className="text-muted">No change yet. The record is as the first full fetch brought it.</p>
        ) : null}
        <ol>
          {changes?.map((change) => (
            <HistoryEntry
              key={change.seq}
              change={change}
              onCompare={comparable.has(change.seq) ? () => onCompare(change.seq) : undefined}
            />
          ))}
        </ol>
        {history.hasNextPage ? (
          <Button
            size="sm"
            className="mt-4"
            disabled={history.isFetchingNextPage}
            onClick={() => void history.fetchNextPage()}
          >
            Show older versions
          </Button>
        ) : null}
      </div>
    </Panel>
  );
}
