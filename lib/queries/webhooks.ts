import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";

import {
  rejectedDeliveriesSchema,
  webhookDetailSchema,
  webhookPageSchema,
  webhookTypesSchema,
  type WebhookDetail,
  type WebhookFilters,
} from "@/lib/webhooks/schema";

import { fetchJson } from "./fetch-json";
import { every, everyAsFor, refresh, refreshOfList } from "./refresh";

export function webhooksQuery(filters: Omit<WebhookFilters, "cursor">) {
  return infiniteQueryOptions({
    queryKey: ["webhooks", "list", filters],
    queryFn: ({ pageParam, signal }) =>
      fetchJson({
        path: "/api/webhooks",
        schema: webhookPageSchema,
        query: { ...filters, cursor: pageParam },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: refreshOfList,
  });
}

export function webhookQuery(id: string) {
  return queryOptions({
    queryKey: ["webhooks", "one", id],
    queryFn: ({ signal }) =>
      fetchJson({ path: `/api/webhooks/${encodeURIComponent(id)}`, schema: webhookDetailSchema, signal }),
    refetchInterval: everyAsFor<WebhookDetail>((data) => (isSettled(data) ? refresh.calm : refresh.active)),
  });
}

export const rejectedDeliveriesQuery = queryOptions({
  queryKey: ["webhooks", "rejected"],
  queryFn: ({ signal }) => fetchJson({ path: "/api/webhooks/rejected", schema: rejectedDeliveriesSchema, signal }),
  refetchInterval: every(refresh.calm),
});

export const webhookTypesQuery = queryOptions({
  queryKey: ["webhooks", "types"],
  queryFn: ({ signal }) => fetchJson({ path: "/api/webhooks/types", schema: webhookTypesSchema, signal }),
  staleTime: 60_000,
});

function isSettled(webhook: WebhookDetail | undefined): boolean {
  if (!webhook) return false;
  return webhook.marks.every((mark) => mark.served) && webhook.runs.every((run) => run.finishedAt !== null);
}
