import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from "@tanstack/react-query";

import {
  recordChangePageSchema,
  recordCountsSchema,
  recordDetailSchema,
  recordPageSchema,
  revealAnswerSchema,
  type RecordFilters,
  type RevealRequest,
} from "@/lib/mirror/schema";
import { type ComparedVersions, recordComparisonSchema } from "@/lib/mirror/schema/comparison";
import { relatedCountsSchema } from "@/lib/mirror/schema/related";
import type { RecordAddress } from "@/lib/paths";
import { refetchAnswerSchema } from "@/lib/sync/schema/controls";
import { erasureAnswerSchema, erasurePreviewSchema, type ErasureRequest } from "@/lib/sync/schema/erasure";

import { fetchJson } from "./fetch-json";
import { askAnew, every, refresh, refreshOfList } from "./refresh";

export function recordsQuery(filters: Omit<RecordFilters, "cursor"> & { readonly limit?: number }) {
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

export function relatedCountsQuery(address: RecordAddress) {
  return queryOptions({
    queryKey: ["records", "related", address],
    queryFn: ({ signal }) =>
      fetchJson({ path: `${recordRoute(address)}/related`, schema: relatedCountsSchema, signal }),
    refetchInterval: every(refresh.calm),
  });
}

/** Two versions that are over differ in the same way for ever. */
export function recordComparisonQuery(address: RecordAddress, versions: ComparedVersions) {
  return queryOptions({
    queryKey: ["records", "comparison", address, versions],
    queryFn: ({ signal }) =>
      fetchJson({ path: `${recordRoute(address)}/compare`, schema: recordComparisonSchema, query: versions, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: versions.to === "now" ? every(refresh.lists) : false,
  });
}

/** What is revealed is kept nowhere: not in the cache either. */
export function revealFieldMutation(address: RecordAddress) {
  return revealMutation(`${recordRoute(address)}/reveal`);
}

export function revealChangeMutation(seq: string) {
  return revealMutation(`/api/changes/${seq}/reveal`);
}

function revealMutation(path: string) {
  return mutationOptions({
    mutationKey: ["records", "reveal", path],
    mutationFn: (body: RevealRequest) => fetchJson({ path, schema: revealAnswerSchema, method: "POST", body }),
    gcTime: 0,
  });
}

export function erasurePreviewQuery(address: RecordAddress) {
  return queryOptions({
    queryKey: ["records", "erasure", address],
    queryFn: ({ signal }) =>
      fetchJson({ path: `${recordRoute(address)}/erasure`, schema: erasurePreviewSchema, signal }),
  });
}

export function decideErasureMutation(address: RecordAddress, decision: "erase" | "lift") {
  return mutationOptions({
    mutationKey: ["records", "erasure", address, decision],
    mutationFn: (body: ErasureRequest) =>
      fetchJson({
        path: `${recordRoute(address)}/erasure${decision === "lift" ? "/lift" : ""}`,
        schema: erasureAnswerSchema,
        method: "POST",
        body,
      }),
    onSettled: (...[, , , , { client }]) => askAnew(client),
  });
}

export function refetchRecordMutation(address: RecordAddress) {
  return mutationOptions({
    mutationKey: ["records", "refetch", address],
    mutationFn: () =>
      fetchJson({ path: `${recordRoute(address)}/refetch`, schema: refetchAnswerSchema, method: "POST" }),
  });
}

export type RevealMutation = ReturnType<typeof revealMutation>;

function recordRoute({ komboIntegrationId, model, komboId }: RecordAddress): string {
  return `/api/records/${[komboIntegrationId, model, komboId].map(encodeURIComponent).join("/")}`;
}
