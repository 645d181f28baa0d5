import { infiniteQueryOptions, mutationOptions, type InvalidateQueryFilters } from "@tanstack/react-query";

import type { runRowSchema } from "@/lib/sync/schema";
import type { reviewAppliedSchema, reviewSchema } from "@/lib/sync/schema/review";

import { fetchJson } from "./fetch-json";
import { askAnew } from "./refresh";

export function reviewQuery(runId: string) {
  return infiniteQueryOptions({
    queryKey: ["runs", "review", runId],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<typeof reviewSchema>({ path: reviewRoute(runId), query: { cursor: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
}

/** A decided run has no review any more: asking for it once more would only be refused. */
const allButReviews: InvalidateQueryFilters = { predicate: ({ queryKey }) => queryKey[1] !== "review" };

export function applyReviewMutation(runId: string) {
  return mutationOptions({
    mutationKey: ["runs", "review", "apply", runId],
    mutationFn: () => fetchJson<typeof reviewAppliedSchema>({ path: `${reviewRoute(runId)}/apply`, method: "POST" }),
    onSettled: (...[, , , , { client }]) => askAnew(client, allButReviews),
  });
}

export function discardReviewMutation(runId: string) {
  return mutationOptions({
    mutationKey: ["runs", "review", "discard", runId],
    mutationFn: () => fetchJson<typeof runRowSchema>({ path: `${reviewRoute(runId)}/discard`, method: "POST" }),
    onSettled: (...[, , , , { client }]) => askAnew(client, allButReviews),
  });
}

function reviewRoute(runId: string): string {
  return `/api/runs/${encodeURIComponent(runId)}/review`;
}
