import { mutationOptions, queryOptions } from "@tanstack/react-query";
import { z } from "zod";

import { integrationDetailSchema, integrationListSchema, type IntegrationDetail } from "@/lib/health/schema";
import { fullFetchAnswerSchema, type FullFetchRequest } from "@/lib/sync/schema";
import { purgeAnswerSchema, type PurgeRequest } from "@/lib/sync/schema/erasure";

import { fetchJson } from "./fetch-json";
import { askAnew, every, everyAsFor, refresh } from "./refresh";

export const integrationsQuery = queryOptions({
  queryKey: ["integrations", "list"],
  queryFn: ({ signal }) => fetchJson({ path: "/api/integrations", schema: integrationListSchema, signal }),
  refetchInterval: every(refresh.calm),
});

export function integrationQuery(komboIntegrationId: string) {
  return queryOptions({
    queryKey: ["integrations", "one", komboIntegrationId],
    queryFn: ({ signal }) =>
      fetchJson({
        path: integrationRoute(komboIntegrationId),
        schema: integrationDetailSchema,
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
      fetchJson({
        path: `${integrationRoute(komboIntegrationId)}/full-fetch`,
        schema: fullFetchAnswerSchema,
        method: "POST",
        body,
      }),
    onSettled: (...[, , , , { client }]) => askAnew(client),
  });
}

const fullFetchOfAllSchema = z.object({ runs: z.number(), joined: z.number() });

export const fullFetchOfAllMutation = mutationOptions({
  mutationKey: ["full-fetch"],
  mutationFn: () => fetchJson({ path: "/api/full-fetch", schema: fullFetchOfAllSchema, method: "POST" }),
  onSettled: (...[, , , , { client }]) => askAnew(client),
});

export function keepDeletedMutation(komboIntegrationId: string) {
  return mutationOptions({
    mutationKey: ["integrations", "keep", komboIntegrationId],
    mutationFn: () =>
      fetchJson({ path: `${integrationRoute(komboIntegrationId)}/keep`, schema: purgeAnswerSchema, method: "POST" }),
    onSettled: (...[, , , , { client }]) => askAnew(client),
  });
}

export function purgeMutation(komboIntegrationId: string) {
  return mutationOptions({
    mutationKey: ["integrations", "purge", komboIntegrationId],
    mutationFn: (body: PurgeRequest) =>
      fetchJson({
        path: `${integrationRoute(komboIntegrationId)}/purge`,
        schema: purgeAnswerSchema,
        method: "POST",
        body,
      }),
    onSettled: (...[, , , , { client }]) => askAnew(client),
  });
}

export function integrationRoute(komboIntegrationId: string): string {
  return `/api/integrations/${encodeURIComponent(komboIntegrationId)}`;
}
