"use client";

import { useInfiniteQuery } from "@tanstack/react-query";

import { ErrorState } from "@/components/feedback/error-state";
import { May } from "@/components/shell/may";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { formatNumber } from "@/lib/format";
import { reviewQuery } from "@/lib/queries/review";
import type { RunDetail } from "@/lib/sync/schema";
import type { Review } from "@/lib/sync/schema/review";

import { Candidates } from "./candidates";
import { DecideReview } from "./decide-review";
import { Facets } from "./facets";

/** A complete pass missed so many records that a person decides (I9): what they share, which they are, what to do. */
export function HeldSweep({ run }: { readonly run: RunDetail }) {
  const list = useInfiniteQuery(reviewQuery(run.id));
  const review = list.data?.pages[0];
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Panel
      title="Held for review"
      count={review ? formatNumber(review.candidates) : undefined}
      actions={
        review ? (
          <May door="POST /api/runs/[id]/review/apply">
            <DecideReview review={review} />
          </May>
        ) : undefined
      }
      className="mt-5"
    >
      {list.isPending ? <Skeleton className="m-4 w-64" /> : null}
      {list.isLoadingError ? (
        <div className="px-2 max-sm:px-4">
          <ErrorState
            subject="The review"
            unaffected="Nothing is deleted meanwhile."
            error={list.error}
            onRetry={() => void list.refetch()}
          />
        </div>
      ) : null}
      {review ? <Summary review={review} /> : null}
      {review ? (
        <div className="grid grid-cols-1 min-[1100px]:grid-cols-[minmax(0,1fr)_380px]">
          <Candidates
            komboIntegrationId={run.komboIntegrationId}
            rows={rows}
            more={
              list.hasNextPage ? (
                <Button
                  size="sm"
                  look="ghost"
                  disabled={list.isFetchingNextPage}
                  onClick={() => void list.fetchNextPage()}
                >
                  Show more
                </Button>
              ) : null
            }
          />
          <Facets review={review} />
        </div>
      ) : null}
    </Panel>
  );
}

function Summary({ review: { candidates, live, run } }: { readonly review: Review }) {
  return (
    <p className="text-muted border-border-faint border-b px-4 py-3 text-pretty">
      The pass was complete, and <strong className="text-fg font-medium">{formatNumber(candidates)}</strong> of{" "}
      {formatNumber(live)} live records of {run.endpointLabel.toLowerCase()} were not in it. That many at once is more
      often a lost permission or a filter in the tool than people who left. Nothing is deleted until you decide.
    </p>
  );
}
