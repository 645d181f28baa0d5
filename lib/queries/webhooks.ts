import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from "@tanstack/react-query";

import type {
  eventReplayPreviewSchema,
  rejectedDeliveriesSchema,
  replayAnswerSchema,
  ReplayFilters,
  replayPreviewSchema,
  webhookDetailSchema,
  webhookPageSchema,
  webhookTypesSchema,
  WebhookDetail,
  WebhookFilters,
} from "@/lib/webhooks/schema";

import { fetchJson } from "./fetch-json";
import { askAnew, every, everyAsFor, refresh, refreshOfList } from "./refresh";

export function webhooksQuery(filters: Omit<WebhookFilters, "cursor">) {
  return infiniteQueryOptions({
    queryKey: ["webhooks", "list", filters],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<typeof webhookPageSchema>({
        path: "/api/webhooks",
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
      fetchJson<typeof webhookDetailSchema>({ path: `/api/webhooks/${encodeURIComponent(id)}`, signal }),
    refetchInterval: everyAsFor<WebhookDetail>((data) => (isSettled(data) ? refresh.calm : refresh.active)),
  });
}

export const rejectedDeliveriesQuery = queryOptions({
  queryKey: ["webhooks", "rejected"],
  queryFn: ({ signal }) => fetchJson<typeof rejectedDeliveriesSchema>({ path: "/api/webhooks/rejected", signal }),
  refetchInterval: every(refresh.calm),
});

export const webhookTypesQuery = queryOptions({
  queryKey: ["webhooks", "types"],
  queryFn: ({ signal }) => fetchJson<typeof webhookTypesSchema>({ path: "/api/webhooks/types", signal }),
  staleTime: 60_000,
});

/** How many events the filters choose. */
export function replayPreviewQuery(filters: ReplayFilters) {
  return queryOptions({
    queryKey: ["webhooks", "replay", filters],
    queryFn: ({ signal }) =>
      fetchJson<typeof replayPreviewSchema>({ path: "/api/webhooks/replay", query: filters, signal }),
  });
}

/** What one event would mark. */
export function eventReplayPreviewQuery(id: string) {
  return queryOptions({
    queryKey: ["webhooks", "replay", "one", id],
    queryFn: ({ signal }) => fetchJson<typeof eventReplayPreviewSchema>({ path: eventReplayRoute(id), signal }),
  });
}

export const replayMutation = mutationOptions({
  mutationKey: ["webhooks", "replay"],
  mutationFn: (body: ReplayFilters) =>
    fetchJson<typeof replayAnswerSchema>({ path: "/api/webhooks/replay", method: "POST", body }),
  onSettled: (...[, , , , { client }]) => askAnew(client),
});

export function replayEventMutation(id: string) {
  return mutationOptions({
    mutationKey: ["webhooks", "replay", id],
    mutationFn: () => fetchJson<typeof replayAnswerSchema>({ path: eventReplayRoute(id), method: "POST" }),
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
