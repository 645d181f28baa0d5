import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from "@tanstack/react-query";

import type {
  recordChangePageSchema,
  recordCountsSchema,
  recordDetailSchema,
  recordPageSchema,
  revealAnswerSchema,
  RecordFilters,
  RevealRequest,
} from "@/lib/mirror/schema";
import type { ComparedVersions, recordComparisonSchema } from "@/lib/mirror/schema/comparison";
import type { relatedCountsSchema } from "@/lib/mirror/schema/related";
import type { RecordAddress } from "@/lib/paths";
import type { refetchAnswerSchema } from "@/lib/sync/schema/controls";
import type { erasureAnswerSchema, erasurePreviewSchema, ErasureRequest } from "@/lib/sync/schema/erasure";

import { fetchJson } from "./fetch-json";
import { askAnew, every, refresh, refreshOfList } from "./refresh";

export function recordsQuery(filters: Omit<RecordFilters, "cursor"> & { readonly limit?: number }) {
  return infiniteQueryOptions({
    queryKey: ["records", "list", filters],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<typeof recordPageSchema>({ path: "/api/records", query: { ...filters, cursor: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: refreshOfList,
  });
}

/** By model; of one integration, or of all. */
export function recordCountsQuery(integration: string | null) {
  return queryOptions({
    queryKey: ["records", "counts", integration],
    queryFn: ({ signal }) =>
      fetchJson<typeof recordCountsSchema>({
        path: "/api/records/counts",
        query: { integration: integration ?? undefined },
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: every(refresh.calm),
  });
}

export function recordQuery(address: RecordAddress) {
  return queryOptions({
    queryKey: ["records", "one", address],
    queryFn: ({ signal }) => fetchJson<typeof recordDetailSchema>({ path: recordRoute(address), signal }),
    refetchInterval: every(refresh.lists),
  });
}

export function recordHistoryQuery(address: RecordAddress) {
  return infiniteQueryOptions({
    queryKey: ["records", "history", address],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<typeof recordChangePageSchema>({
        path: `${recordRoute(address)}/history`,
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
    queryFn: ({ signal }) => fetchJson<typeof relatedCountsSchema>({ path: `${recordRoute(address)}/related`, signal }),
    refetchInterval: every(refresh.calm),
  });
}

/** Two versions that are over differ in the same way for ever. */
export function recordComparisonQuery(address: RecordAddress, versions: ComparedVersions) {
  return queryOptions({
    queryKey: ["records", "comparison", address, versions],
    queryFn: ({ signal }) =>
      fetchJson<typeof recordComparisonSchema>({ path: `${recordRoute(address)}/compare`, query: versions, signal }),
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
    mutationFn: (body: RevealRequest) => fetchJson<typeof revealAnswerSchema>({ path, method: "POST", body }),
    gcTime: 0,
  });
}

export function erasurePreviewQuery(address: RecordAddress) {
  return queryOptions({
    queryKey: ["records", "erasure", address],
    queryFn: ({ signal }) =>
      fetchJson<typeof erasurePreviewSchema>({ path: `${recordRoute(address)}/erasure`, signal }),
  });
}

export function decideErasureMutation(address: RecordAddress, decision: "erase" | "lift") {
  return mutationOptions({
    mutationKey: ["records", "erasure", address, decision],
    mutationFn: (body: ErasureRequest) =>
      fetchJson<typeof erasureAnswerSchema>({
        path: `${recordRoute(address)}/erasure${decision === "lift" ? "/lift" : ""}`,
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
      fetchJson<typeof refetchAnswerSchema>({ path: `${recordRoute(address)}/refetch`, method: "POST" }),
  });
}

export type RevealMutation = ReturnType<typeof revealMutation>;

function recordRoute({ komboIntegrationId, model, komboId }: RecordAddress): string {
  return `/api/records/${[komboIntegrationId, model, komboId].map(encodeURIComponent).join("/")}`;
}
