"use client";

import { useInfiniteQuery } from "@tanstack/react-query";

import { oneOf } from "@/components/address/parameters";
import { useAddress } from "@/components/address/use-address";
import { TableFoot } from "@/components/data-table/table-foot";
import { EmptyState } from "@/components/feedback/empty-state";
import { ErrorState } from "@/components/feedback/error-state";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import type { TimelineEntry } from "@/lib/health/schema/timeline";
import { timelineKinds } from "@/lib/health/schema/timeline-words";
import { timelineQuery } from "@/lib/queries/integration-controls";

import { TimelineRow } from "./timeline-row";

const kindParams = { kind: oneOf(timelineKinds) };

const choices = [
  { value: "all", label: "Everything" },
  { value: "run", label: "Runs" },
  { value: "deed", label: "People" },
  { value: "event", label: "Connection" },
] as const;

/** What happened to an integration and who did it, newest first. */
export function TimelineView({ komboIntegrationId }: { readonly komboIntegrationId: string }) {
  const [{ kind }, setParams] = useAddress(kindParams);
  const list = useInfiniteQuery(timelineQuery(komboIntegrationId, kind === null ? {} : { kind }));
  const entries = list.data?.pages.flatMap((page) => page.rows);
  return (
    <>
      <div className="no-scrollbar mt-4 mb-3 overflow-x-auto">
        <Segmented
          label="What to show"
          value={kind ?? "all"}
          options={choices}
          onChange={(next) => setParams({ kind: next === "all" ? null : next })}
        />
      </div>
      {list.isError && !entries ? (
        <ErrorState
          subject="The timeline"
          unaffected="Fetching goes on; only this list is missing."
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      ) : (
        <div className={list.isPlaceholderData ? "opacity-60 transition-opacity duration-(--base)" : undefined}>
          <Entries entries={entries} />
        </div>
      )}
      {entries && entries.length > 0 ? (
        <TableFoot
          shown={entries.length}
          hasMore={list.hasNextPage}
          isLoadingMore={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      ) : null}
    </>
  );
}

const loadingRows = [0, 1, 2, 3, 4, 5, 6, 7] as const;

/** `entries` is absent while loading. */
function Entries({ entries }: { readonly entries: readonly TimelineEntry[] | undefined }) {
  if (entries?.length === 0) {
    return (
      <EmptyState
        title="Nothing of this kind has happened yet"
        text="Runs, what Kombo says about the connection, and what people do here each leave a line."
      />
    );
  }
  return (
    <ol className="border-t" aria-busy={entries === undefined}>
      {entries?.map((entry) => (
        <TimelineRow key={keyOf(entry)} entry={entry} />
      ))}
      {entries === undefined
        ? loadingRows.map((row) => (
            <li key={row} className="border-border-faint flex min-h-10 items-center gap-4 border-b px-2">
              <Skeleton className="w-16" />
              <Skeleton className="w-72" />
            </li>
          ))
        : null}
    </ol>
  );
}

function keyOf(entry: TimelineEntry): string {
  switch (entry.kind) {
    case "run":
      return entry.run.id;
    case "event":
      return entry.event.id;
    case "deed":
      return `deed ${entry.deed.id}`;
  }
}
