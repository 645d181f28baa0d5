import { mutationOptions, queryOptions } from "@tanstack/react-query";

import type { integrationDetailSchema, integrationListSchema, IntegrationDetail } from "@/lib/health/schema";
import type { fullFetchAnswerSchema, fullFetchOfAllAnswerSchema, FullFetchRequest } from "@/lib/sync/schema";
import type { purgeAnswerSchema, PurgeRequest } from "@/lib/sync/schema/erasure";

import { fetchJson } from "./fetch-json";
import { askAnew, every, everyAsFor, refresh } from "./refresh";

export const integrationsQuery = queryOptions({
  queryKey: ["integrations", "list"],
  queryFn: ({ signal }) => fetchJson<typeof integrationListSchema>({ path: "/api/integrations", signal }),
  refetchInterval: every(refresh.calm),
});

export function integrationQuery(komboIntegrationId: string) {
  return queryOptions({
    queryKey: ["integrations", "one", komboIntegrationId],
    queryFn: ({ signal }) =>
      fetchJson<typeof integrationDetailSchema>({
        path: integrationRoute(komboIntegrationId),
        signal,
      }),
    refetchInterval: everyAsFor<IntegrationDetail>((data) =>
      (data?.runningRuns ?? 0) > 0 ? refresh.active : refresh.lists,
    ),
  });
}

export function fullFetchMutation(komboIntegrationId: string) {
  return mutationOptions({
    mutationKey: ["full-fetch", komboIntegrationId],
    mutationFn: (body: FullFetchRequest) =>
      fetchJson<typeof fullFetchAnswerSchema>({
        path: `${integrationRoute(komboIntegrationId)}/full-fetch`,
        method: "POST",
        body,
      }),
    onSettled: (...[, , , , { client }]) => askAnew(client),
  });
}

export const fullFetchOfAllMutation = mutationOptions({
  mutationKey: ["full-fetch"],
  mutationFn: () => fetchJson<typeof fullFetchOfAllAnswerSchema>({ path: "/api/full-fetch", method: "POST" }),
  onSettled: (...[, , , , { client }]) => askAnew(client),
});

export function keepDeletedMutation(komboIntegrationId: string) {
  return mutationOptions({
    mutationKey: ["integrations", "keep", komboIntegrationId],
    mutationFn: () =>
      fetchJson<typeof purgeAnswerSchema>({ path: `${integrationRoute(komboIntegrationId)}/keep`, method: "POST" }),
    onSettled: (...[, , , , { client }]) => askAnew(client),
  });
}

export function purgeMutation(komboIntegrationId: string) {
  return mutationOptions({
    mutationKey: ["integrations", "purge", komboIntegrationId],
    mutationFn: (body: PurgeRequest) =>
      fetchJson<typeof purgeAnswerSchema>({
        path: `${integrationRoute(komboIntegrationId)}/purge`,
        method: "POST",
        body,
      }),
    onSettled: (...[, , , , { client }]) => askAnew(client),
  });
}

export function integrationRoute(komboIntegrationId: string): string {
  return `/api/integrations/${encodeURIComponent(komboIntegrationId)}`;
}
