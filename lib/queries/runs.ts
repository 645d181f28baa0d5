import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from "@tanstack/react-query";

import type { recordChangePageSchema } from "@/lib/mirror/schema";
import type { DriftKind } from "@/lib/mirror/schema/change-words";
import type { runDetailSchema, runPageSchema, runRowSchema, RunDetail, RunFilters } from "@/lib/sync/schema";
import type { retryAnswerSchema } from "@/lib/sync/schema/retry";

import { fetchJson } from "./fetch-json";
import { askAnew, everyAsFor, refresh, refreshOfList } from "./refresh";

export function runsQuery(filters: Omit<RunFilters, "cursor">) {
  return infiniteQueryOptions({
    queryKey: ["runs", "list", filters],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<typeof runPageSchema>({ path: "/api/runs", query: { ...filters, cursor: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: refreshOfList,
  });
}

export function runQuery(id: string) {
  return queryOptions({
    queryKey: ["runs", "one", id],
    queryFn: ({ signal }) => fetchJson<typeof runDetailSchema>({ path: runRoute(id), signal }),
    refetchInterval: everyAsFor<RunDetail>((data) =>
      data?.finishedAt && !data.retryWaits ? refresh.calm : refresh.active,
    ),
  });
}

export function runChangesQuery(id: string, { isFinished, drift }: { isFinished: boolean; drift: DriftKind | null }) {
  return infiniteQueryOptions({
    queryKey: ["runs", "changes", id, drift],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<typeof recordChangePageSchema>({
        path: `${runRoute(id)}/changes`,
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
    mutationFn: () => fetchJson<typeof runRowSchema>({ path: `${runRoute(id)}/cancel`, method: "POST" }),
    onSettled: (...[, , , , { client }]) => askAnew(client),
  });
}

export function retryRunMutation(id: string) {
  return mutationOptions({
    mutationKey: ["runs", "retry", id],
    mutationFn: () => fetchJson<typeof retryAnswerSchema>({ path: `${runRoute(id)}/retry`, method: "POST" }),
    onSettled: (...[, , , , { client }]) => askAnew(client),
  });
}

function runRoute(id: string): string {
  return `/api/runs/${encodeURIComponent(id)}`;
}
