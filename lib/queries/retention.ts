import { keepPreviousData, mutationOptions, queryOptions } from "@tanstack/react-query";

import {
  type RetentionKind,
  retentionEffectSchema,
  type RetentionRequest,
  retentionSchema,
} from "@/lib/sync/schema/retention";

import { fetchJson } from "./fetch-json";
import { askAnew, every, refresh } from "./refresh";

export const retentionQuery = queryOptions({
  queryKey: ["retention"],
  queryFn: ({ signal }) => fetchJson({ path: "/api/retention", schema: retentionSchema, signal }),
  refetchInterval: every(refresh.calm),
});

const route = (kind: RetentionKind) => `/api/retention/${kind}`;

/** What it would remove. */
export function retentionPreviewQuery(kind: RetentionKind, days: number | null) {
  return queryOptions({
    queryKey: ["retention", kind, days],
    queryFn: ({ signal }) =>
      fetchJson({ path: route(kind), schema: retentionEffectSchema, query: { days: days ?? "forever" }, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function retentionMutation(kind: RetentionKind) {
  return mutationOptions({
    mutationKey: ["retention", kind],
    mutationFn: (body: RetentionRequest) =>
      fetchJson({ path: route(kind), schema: retentionEffectSchema, method: "POST", body }),
    onSettled: (...[, , , , { client }]) => askAnew(client, { queryKey: retentionQuery.queryKey }),
  });
}
