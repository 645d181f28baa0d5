import { queryOptions } from "@tanstack/react-query";

/** The catalog of endpoints: code of ours that a page loads only once somebody looks into it. */
export const endpointsQuery = queryOptions({
  queryKey: ["endpoints"],
  queryFn: async () => (await import("@/lib/kombo/endpoints")).endpoints,
  staleTime: Infinity,
  gcTime: Infinity,
});
