/** How often live data asks again, in milliseconds. Hidden tabs do not ask: TanStack Query pauses them. */
export const refresh = { active: 1_000, lists: 2_000, calm: 5_000 } as const;

type Paged = { readonly state: { readonly data?: { readonly pages: readonly unknown[] } | undefined } };

/** A refetch of an endless list reads every page again, so a long one asks less often. */
export function refreshOfList(query: Paged): number {
  const pages = query.state.data?.pages.length ?? 1;
  return refresh.lists * pages;
}
