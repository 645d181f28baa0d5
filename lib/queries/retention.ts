import { keepPreviousData, mutationOptions, queryOptions } from "@tanstack/react-query";

import type { retentionEffectSchema, RetentionRequest, retentionSchema } from "@/lib/sync/schema/retention";
import type { RetentionKind } from "@/lib/sync/schema/retention-words";

import { fetchJson } from "./fetch-json";
import { askAnew, every, refresh } from "./refresh";

export const retentionQuery = queryOptions({
  queryKey: ["retention"],
  queryFn: ({ signal }) => fetchJson<typeof retentionSchema>({ path: "/api/retention", signal }),
  refetchInterval: every(refresh.calm),
});

const route = (kind: RetentionKind) => `/api/retention/${kind}`;

/** What it would remove. */
export function retentionPreviewQuery(kind: RetentionKind, days: number | null) {
  return queryOptions({
    queryKey: ["retention", kind, days],
    queryFn: ({ signal }) =>
      fetchJson<typeof retentionEffectSchema>({ path: route(kind), query: { days: days ?? "forever" }, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function retentionMutation(kind: RetentionKind) {
  return mutationOptions({
    mutationKey: ["retention", kind],
    mutationFn: (body: RetentionRequest) =>
      fetchJson<typeof retentionEffectSchema>({ path: route(kind), method: "POST", body }),
    onSettled: (...[, , , , { client }]) => askAnew(client, { queryKey: retentionQuery.queryKey }),
  });
}
