import { queryOptions } from "@tanstack/react-query";

import type { cutoverSchema } from "@/lib/health/schema/cutover";

import { fetchJson } from "./fetch-json";
import { integrationRoute } from "./integrations";
import { every } from "./refresh";

export function cutoverQuery(komboIntegrationId: string) {
  return queryOptions({
    queryKey: ["integrations", "cutover", komboIntegrationId],
    queryFn: ({ signal }) =>
      fetchJson<typeof cutoverSchema>({ path: `${integrationRoute(komboIntegrationId)}/cutover`, signal }),
    refetchInterval: every(30_000),
  });
}
