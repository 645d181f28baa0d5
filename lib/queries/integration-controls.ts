import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from "@tanstack/react-query";
import { z } from "zod";

import { type TimelineFilters, timelinePageSchema } from "@/lib/health/schema/timeline";
import {
  askSyncAnswerSchema,
  askSyncRequestSchema,
  endpointChoiceAnswerSchema,
  endpointChoiceRequestSchema,
  pauseAnswerSchema,
  reconnectAnswerSchema,
  reconnectRequestSchema,
  rewindAnswerSchema,
  type RewindRequest,
  rewindRequestSchema,
  settingsAnswerSchema,
  settingsRequestSchema,
} from "@/lib/sync/schema/controls";

import { fetchJson } from "./fetch-json";
import { integrationRoute } from "./integrations";
import { askAnew, refreshOfList } from "./refresh";

/** A command about one integration; what it may have changed is asked for again. */
function toCommand<Request extends z.ZodType, Answer extends z.ZodType>(
  name: string,
  request: Request,
  answer: Answer,
) {
  return (komboIntegrationId: string) =>
    mutationOptions({
      mutationKey: ["integrations", name, komboIntegrationId],
      mutationFn: (body: z.input<Request>) => {
        const path = `${integrationRoute(komboIntegrationId)}/${name}`;
        return fetchJson({ path, schema: answer, method: "POST", body: request.parse(body) });
      },
      onSettled: (...[, , , , { client }]) => askAnew(client),
    });
}

export const pauseMutation = toCommand("pause", z.void(), pauseAnswerSchema);
export const resumeMutation = toCommand("resume", z.void(), pauseAnswerSchema);
export const settingsMutation = toCommand("settings", settingsRequestSchema, settingsAnswerSchema);
export const endpointsMutation = toCommand("endpoints", endpointChoiceRequestSchema, endpointChoiceAnswerSchema);
export const rewindMutation = toCommand("rewind", rewindRequestSchema, rewindAnswerSchema);
export const askSyncMutation = toCommand("ask-sync", askSyncRequestSchema, askSyncAnswerSchema);

const linkMutation = toCommand("reconnection-link", reconnectRequestSchema, reconnectAnswerSchema);

/** A link is shown once: the cache does not keep it. */
export function reconnectionLinkMutation(komboIntegrationId: string) {
  return mutationOptions({ ...linkMutation(komboIntegrationId), gcTime: 0 });
}

export function rewindPreviewQuery(komboIntegrationId: string, rewind: RewindRequest) {
  return queryOptions({
    queryKey: ["integrations", "rewind", komboIntegrationId, rewind],
    queryFn: ({ signal }) =>
      fetchJson({
        path: `${integrationRoute(komboIntegrationId)}/rewind`,
        schema: rewindAnswerSchema,
        query: rewind,
        signal,
      }),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** What switching an endpoint on or off would do. */
export function endpointChoicePreviewQuery(komboIntegrationId: string, choice: EndpointSwitch) {
  return queryOptions({
    queryKey: ["integrations", "endpoints", komboIntegrationId, choice],
    queryFn: ({ signal }) =>
      fetchJson({
        path: `${integrationRoute(komboIntegrationId)}/endpoints`,
        schema: endpointChoiceAnswerSchema,
        method: "POST",
        body: { ...choice, dryRun: true },
        signal,
      }),
  });
}

export type EndpointSwitch = { readonly enable: string[] } | { readonly disable: string[] };

export function timelineQuery(komboIntegrationId: string, filters: Omit<TimelineFilters, "cursor">) {
  return infiniteQueryOptions({
    queryKey: ["integrations", "timeline", komboIntegrationId, filters],
    queryFn: ({ pageParam, signal }) =>
      fetchJson({
        path: `${integrationRoute(komboIntegrationId)}/timeline`,
        schema: timelinePageSchema,
        query: { ...filters, cursor: pageParam },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: refreshOfList,
  });
}
