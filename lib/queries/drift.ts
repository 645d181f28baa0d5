import { infiniteQueryOptions } from "@tanstack/react-query";

import type { DriftFilters, driftSchema } from "@/lib/health/schema/drift";

import { fetchJson } from "./fetch-json";
import { everyAsFor, refresh } from "./refresh";

type Paged = { readonly pages: readonly unknown[] };

export function driftQuery(filters: Omit<DriftFilters, "cursor">) {
  return infiniteQueryOptions({
    queryKey: ["drift", filters],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<typeof driftSchema>({ path: "/api/drift", query: { ...filters, cursor: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    refetchInterval: everyAsFor<Paged>((answer) => refresh.calm * (answer?.pages.length ?? 1)),
  });
}
