import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";

import {
  recordChangePageSchema,
  recordCountsSchema,
  recordDetailSchema,
  recordPageSchema,
  type RecordFilters,
} from "@/lib/mirror/schema";
import type { RecordAddress } from "@/lib/paths";

import { fetchJson } from "./fetch-json";
import { every, refresh, refreshOfList } from "./refresh";

export function recordsQuery(filters: Omit<RecordFilters, "cursor">) {
  return infiniteQueryOptions({
    queryKey: ["records", "list", filters],
    queryFn: ({ pageParam, signal }) =>
      fetchJson({ path: "/api/records", schema: recordPageSchema, query: { ...filters, cursor: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: refreshOfList,
  });
}

export const recordCountsQuery = queryOptions({
  queryKey: ["records", "counts"],
  queryFn: ({ signal }) => fetchJson({ path: "/api/records/counts", schema: recordCountsSchema, signal }),
  refetchInterval: every(refresh.calm),
});

export function recordQuery(address: RecordAddress) {
  return queryOptions({
    queryKey: ["records", "one", address],
    queryFn: ({ signal }) => fetchJson({ path: recordRoute(address), schema: recordDetailSchema, signal }),
    refetchInterval: every(refresh.lists),
  });
}

export function recordHistoryQuery(address: RecordAddress) {
  return infiniteQueryOptions({
    queryKey: ["records", "history", address],
    queryFn: ({ pageParam, signal }) =>
      fetchJson({
        path: `${recordRoute(address)}/history`,
        schema: recordChangePageSchema,
        query: { cursor: pageParam },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    refetchInterval: refreshOfList,
  });
}

function recordRoute({ komboIntegrationId, model, komboId }: RecordAddress): string {
  return `/api/records/${[komboIntegrationId, model, komboId].map(encodeURIComponent).join("/")}`;
}
