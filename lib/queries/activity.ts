import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import type { ActivityRange, activitySchema } from "@/lib/health/schema/activity";

import { fetchJson } from "./fetch-json";
import { every, refresh } from "./refresh";

export function activityQuery(range: ActivityRange) {
  return queryOptions({
    queryKey: ["activity", range],
    queryFn: ({ signal }) =>
      fetchJson<typeof activitySchema>({
        path: "/api/activity",
        query: { range, zone: Intl.DateTimeFormat().resolvedOptions().timeZone },
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: every(refresh.calm),
  });
}
