import { queryOptions } from "@tanstack/react-query";

import type { statusSchema } from "@/lib/health/schema";

import { fetchJson } from "./fetch-json";
import { every, refresh } from "./refresh";

export const statusQuery = queryOptions({
  queryKey: ["status"],
  queryFn: ({ signal }) => fetchJson<typeof statusSchema>({ path: "/api/status", signal }),
  refetchInterval: every(refresh.calm),
});
