import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";

import type { auditChoicesSchema, AuditFilters, auditPageSchema } from "@/lib/auth/schema";

import { fetchJson } from "./fetch-json";
import { every, refresh, refreshOfList } from "./refresh";

export function auditQuery(filters: Omit<AuditFilters, "cursor">) {
  return infiniteQueryOptions({
    queryKey: ["audit", "list", filters],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<typeof auditPageSchema>({ path: "/api/audit", query: { ...filters, cursor: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: refreshOfList,
  });
}

export const auditChoicesQuery = queryOptions({
  queryKey: ["audit", "choices"],
  queryFn: ({ signal }) => fetchJson<typeof auditChoicesSchema>({ path: "/api/audit/choices", signal }),
  refetchInterval: every(refresh.calm),
});
