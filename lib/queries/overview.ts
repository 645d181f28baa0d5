import { queryOptions } from "@tanstack/react-query";

import type { overviewSchema } from "@/lib/health/schema";

import { fetchJson } from "./fetch-json";
import { every, refresh } from "./refresh";

export const overviewQuery = queryOptions({
  queryKey: ["overview"],
  queryFn: ({ signal }) => fetchJson<typeof overviewSchema>({ path: "/api/overview", signal }),
  refetchInterval: every(refresh.lists),
});
