import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";

import { auditChoicesSchema, type AuditFilters, auditPageSchema } from "@/lib/auth/schema";

import { fetchJson } from "./fetch-json";
import { every, refresh, refreshOfList } from "./refresh";

export function auditQuery(filters: Omit<AuditFilters, "cursor">) {
  return infiniteQueryOptions({
    queryKey: ["audit", "list", filters],
    queryFn: ({ pageParam, signal }) =>
      fetchJson({ path: "/api/audit", schema: auditPageSchema, query: { ...filters, cursor: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: refreshOfList,
  });
}

export const auditChoicesQuery = queryOptions({
  queryKey: ["audit", "choices"],
  queryFn: ({ signal }) => fetchJson({ path: "/api/audit/choices", schema: auditChoicesSchema, signal }),
  refetchInterval: every(refresh.calm),
});
