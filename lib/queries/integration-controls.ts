import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";

import type { IntegrationDetail, integrationListSchema } from "@/lib/health/schema";
import type { Cutover } from "@/lib/health/schema/cutover";
import type { TimelineFilters, timelinePageSchema } from "@/lib/health/schema/timeline";
import type {
  askSyncAnswerSchema,
  askSyncRequestSchema,
  endpointChoiceAnswerSchema,
  endpointChoiceRequestSchema,
  pauseAnswerSchema,
  reconnectAnswerSchema,
  reconnectRequestSchema,
  rewindAnswerSchema,
  RewindRequest,
  rewindRequestSchema,
  settingsAnswerSchema,
  SettingsRequest,
  settingsRequestSchema,
} from "@/lib/sync/schema/controls";

import { cutoverQuery } from "./cutover";
import { fetchJson } from "./fetch-json";
import { integrationQuery, integrationRoute, integrationsQuery } from "./integrations";
import { askAnew, refreshOfList } from "./refresh";
import { changing, showAtOnce } from "./show-at-once";

/** A command about one integration; what it may have changed is asked for again. */
function toCommand<Request extends z.ZodType, Answer extends z.ZodType>(name: string) {
  return (komboIntegrationId: string) =>
    mutationOptions({
      mutationKey: ["integrations", name, komboIntegrationId],
      mutationFn: (body: z.input<Request>) => {
        const path = `${integrationRoute(komboIntegrationId)}/${name}`;
        return fetchJson<Answer>({ path, method: "POST", body });
      },
      onSettled: (...[, , , , { client }]) => askAnew(client),
    });
}

const pauseCommand = toCommand<z.ZodVoid, typeof pauseAnswerSchema>("pause");
const resumeCommand = toCommand<z.ZodVoid, typeof pauseAnswerSchema>("resume");
const settingsCommand = toCommand<typeof settingsRequestSchema, typeof settingsAnswerSchema>("settings");
export const endpointsMutation = toCommand<typeof endpointChoiceRequestSchema, typeof endpointChoiceAnswerSchema>(
  "endpoints",
);
export const rewindMutation = toCommand<typeof rewindRequestSchema, typeof rewindAnswerSchema>("rewind");
export const askSyncMutation = toCommand<typeof askSyncRequestSchema, typeof askSyncAnswerSchema>("ask-sync");

export function pauseMutation(komboIntegrationId: string) {
  return mutationOptions({ ...pauseCommand(komboIntegrationId), ...showPaused(komboIntegrationId, true) });
}

export function resumeMutation(komboIntegrationId: string) {
  return mutationOptions({ ...resumeCommand(komboIntegrationId), ...showPaused(komboIntegrationId, false) });
}

function showPaused(komboIntegrationId: string, isPaused: boolean) {
  const toPausedAt = () => (isPaused ? new Date().toISOString() : null);
  return showAtOnce<void>([
    changing<IntegrationDetail, void>(integrationQuery(komboIntegrationId), (integration) => ({
      ...integration,
      pausedAt: toPausedAt(),
    })),
    changing<z.output<typeof integrationListSchema>, void>(integrationsQuery, (list) => ({
      ...list,
      rows: list.rows.map((row) =>
        row.komboIntegrationId === komboIntegrationId ? { ...row, pausedAt: toPausedAt() } : row,
      ),
    })),
  ]);
}

export function settingsMutation(komboIntegrationId: string) {
  return mutationOptions({
    ...settingsCommand(komboIntegrationId),
    ...showAtOnce<SettingsRequest>([
      changing<IntegrationDetail, SettingsRequest>(integrationQuery(komboIntegrationId), withSettings),
      changing<Cutover, SettingsRequest>(cutoverQuery(komboIntegrationId), withSettings),
    ]),
  });
}

/** What is asked for, where it is shown. */
function withSettings<Shown extends object>(shown: Shown, asked: SettingsRequest): Shown {
  const known = Object.entries(asked).filter(([name, value]) => name in shown && value !== undefined);
  return { ...shown, ...Object.fromEntries(known) };
}

const linkMutation = toCommand<typeof reconnectRequestSchema, typeof reconnectAnswerSchema>("reconnection-link");

/** A link is shown once: the cache does not keep it. */
export function reconnectionLinkMutation(komboIntegrationId: string) {
  return mutationOptions({ ...linkMutation(komboIntegrationId), gcTime: 0 });
}

export function rewindPreviewQuery(komboIntegrationId: string, rewind: RewindRequest) {
  return queryOptions({
    queryKey: ["integrations", "rewind", komboIntegrationId, rewind],
    queryFn: ({ signal }) =>
      fetchJson<typeof rewindAnswerSchema>({
        path: `${integrationRoute(komboIntegrationId)}/rewind`,
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
      fetchJson<typeof endpointChoiceAnswerSchema>({
        path: `${integrationRoute(komboIntegrationId)}/endpoints`,
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
      fetchJson<typeof timelinePageSchema>({
        path: `${integrationRoute(komboIntegrationId)}/timeline`,
        query: { ...filters, cursor: pageParam },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: refreshOfList,
  });
}
