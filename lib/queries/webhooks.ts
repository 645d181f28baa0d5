import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from "@tanstack/react-query";

import {
  eventReplayPreviewSchema,
  rejectedDeliveriesSchema,
  replayAnswerSchema,
  type ReplayFilters,
  replayPreviewSchema,
  webhookDetailSchema,
  webhookPageSchema,
  webhookTypesSchema,
  type WebhookDetail,
  type WebhookFilters,
} from "@/lib/webhooks/schema";

import { fetchJson } from "./fetch-json";
import { askAnew, every, everyAsFor, refresh, refreshOfList } from "./refresh";

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

/** How many events the filters choose. */
export function replayPreviewQuery(filters: ReplayFilters) {
  return queryOptions({
    queryKey: ["webhooks", "replay", filters],
    queryFn: ({ signal }) =>
      fetchJson({ path: "/api/webhooks/replay", schema: replayPreviewSchema, query: filters, signal }),
  });
}

/** What one event would mark. */
export function eventReplayPreviewQuery(id: string) {
  return queryOptions({
    queryKey: ["webhooks", "replay", "one", id],
    queryFn: ({ signal }) => fetchJson({ path: eventReplayRoute(id), schema: eventReplayPreviewSchema, signal }),
  });
}

export const replayMutation = mutationOptions({
  mutationKey: ["webhooks", "replay"],
  mutationFn: (body: ReplayFilters) =>
    fetchJson({ path: "/api/webhooks/replay", schema: replayAnswerSchema, method: "POST", body }),
  onSettled: (...[, , , , { client }]) => askAnew(client),
});

export function replayEventMutation(id: string) {
  return mutationOptions({
    mutationKey: ["webhooks", "replay", id],
    mutationFn: () => fetchJson({ path: eventReplayRoute(id), schema: replayAnswerSchema, method: "POST" }),
    onSettled: (...[, , , , { client }]) => askAnew(client),
  });
}

function eventReplayRoute(id: string): string {
  return `/api/webhooks/${encodeURIComponent(id)}/replay`;
}

function isSettled(webhook: WebhookDetail | undefined): boolean {
  if (!webhook) return false;
  return webhook.marks.every((mark) => mark.served) && webhook.runs.every((run) => run.finishedAt !== null);
}
