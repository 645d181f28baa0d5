import { queryOptions } from "@tanstack/react-query";

import { overviewSchema } from "@/lib/health/schema";

import { fetchJson } from "./fetch-json";
import { every, refresh } from "./refresh";

export const overviewQuery = queryOptions({
  queryKey: ["overview"],
  queryFn: ({ signal }) => fetchJson({ path: "/api/overview", schema: overviewSchema, signal }),
  refetchInterval: every(refresh.lists),
});
