import { infiniteQueryOptions } from "@tanstack/react-query";

import type { erasurePageSchema } from "@/lib/mirror/schema/erasures";

import { fetchJson } from "./fetch-json";
import { refreshOfList } from "./refresh";

export const erasuresQuery = infiniteQueryOptions({
  queryKey: ["erasures"],
  queryFn: ({ pageParam, signal }) =>
    fetchJson<typeof erasurePageSchema>({ path: "/api/erasures", query: { cursor: pageParam }, signal }),
  initialPageParam: "",
  getNextPageParam: (page) => page.next,
  refetchInterval: refreshOfList,
});
