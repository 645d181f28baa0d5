import { queryOptions } from "@tanstack/react-query";

import { statusSchema } from "@/lib/health/schema";

import { fetchJson } from "./fetch-json";
import { every, refresh } from "./refresh";

export const statusQuery = queryOptions({
  queryKey: ["status"],
  queryFn: ({ signal }) => fetchJson({ path: "/api/status", schema: statusSchema, signal }),
  refetchInterval: every(refresh.calm),
});
