import { mutationOptions, queryOptions } from "@tanstack/react-query";

import { cutoverSchema } from "@/lib/health/schema/cutover";
import { settingsAnswerSchema, type SettingsRequest } from "@/lib/sync/schema/controls";

import { fetchJson } from "./fetch-json";
import { every } from "./refresh";

export function cutoverQuery(komboIntegrationId: string) {
  return queryOptions({
    queryKey: ["integrations", "cutover", komboIntegrationId],
    queryFn: ({ signal }) =>
      fetchJson({ path: `${integrationRoute(komboIntegrationId)}/cutover`, schema: cutoverSchema, signal }),
    refetchInterval: every(30_000),
  });
}

export function changeSettingsMutation(komboIntegrationId: string) {
  return mutationOptions({
    mutationKey: ["integrations", "settings", komboIntegrationId],
    mutationFn: (settings: SettingsRequest) =>
      fetchJson({
        path: `${integrationRoute(komboIntegrationId)}/settings`,
        schema: settingsAnswerSchema,
        method: "POST",
        body: settings,
      }),
    onSettled: (...[, , , , { client }]) => client.invalidateQueries(),
  });
}

function integrationRoute(komboIntegrationId: string): string {
  return `/api/integrations/${encodeURIComponent(komboIntegrationId)}`;
}
