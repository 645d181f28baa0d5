import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from "@tanstack/react-query";

import { type DriftKind, recordChangePageSchema } from "@/lib/mirror/schema";
import { runDetailSchema, runPageSchema, runRowSchema, type RunDetail, type RunFilters } from "@/lib/sync/schema";
import { retryAnswerSchema } from "@/lib/sync/schema/retry";

import { fetchJson } from "./fetch-json";
import { askAnew, everyAsFor, refresh, refreshOfList } from "./refresh";

export function runsQuery(filters: Omit<RunFilters, "cursor">) {
  return infiniteQueryOptions({
    queryKey: ["runs", "list", filters],
    queryFn: ({ pageParam, signal }) =>
      fetchJson({ path: "/api/runs", schema: runPageSchema, query: { ...filters, cursor: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: refreshOfList,
  });
}

export function runQuery(id: string) {
  return queryOptions({
    queryKey: ["runs", "one", id],
    queryFn: ({ signal }) => fetchJson({ path: runRoute(id), schema: runDetailSchema, signal }),
    refetchInterval: everyAsFor<RunDetail>((data) =>
      data?.finishedAt && !data.retryWaits ? refresh.calm : refresh.active,
    ),
  });
}

export function runChangesQuery(id: string, { isFinished, drift }: { isFinished: boolean; drift: DriftKind | null }) {
  return infiniteQueryOptions({
    queryKey: ["runs", "changes", id, drift],
    queryFn: ({ pageParam, signal }) =>
      fetchJson({
        path: `${runRoute(id)}/changes`,
        schema: recordChangePageSchema,
        query: { cursor: pageParam, drift },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    refetchInterval: isFinished ? false : refreshOfList,
  });
}

export function cancelRunMutation(id: string) {
  return mutationOptions({
    mutationKey: ["runs", "cancel", id],
    mutationFn: () => fetchJson({ path: `${runRoute(id)}/cancel`, schema: runRowSchema, method: "POST" }),
    onSettled: (...[, , , , { client }]) => askAnew(client),
  });
}

export function retryRunMutation(id: string) {
  return mutationOptions({
    mutationKey: ["runs", "retry", id],
    mutationFn: () => fetchJson({ path: `${runRoute(id)}/retry`, schema: retryAnswerSchema, method: "POST" }),
    onSettled: (...[, , , , { client }]) => askAnew(client),
  });
}

function runRoute(id: string): string {
  return `/api/runs/${encodeURIComponent(id)}`;
}
