import { hashKey, type InvalidateQueryFilters, type QueryClient, type QueryKey } from "@tanstack/react-query";

/** How often live data asks again, in milliseconds. Hidden tabs do not ask: TanStack Query pauses them. */
export const refresh = { active: 1_000, lists: 2_000, calm: 5_000, broken: 15_000 } as const;

type Asked<Answer> = {
  readonly queryHash: string;
  readonly state: { readonly data?: Answer | undefined; readonly status: string };
};

export function every(ms: number) {
  return everyAsFor<unknown>(() => ms);
}

/** While nothing could be loaded at all it asks less often: each try would take the error off the screen. */
export function everyAsFor<Answer>(toMs: (answer: Answer | undefined) => number) {
  return ({ queryHash, state }: Asked<Answer>): number | false => {
    if ([...held].some((one) => one.queryHash === queryHash)) return false;
    return state.status === "error" && state.data === undefined ? refresh.broken : toMs(state.data);
  };
}

const held = new Set<{ readonly queryHash: string }>();

/** While a command is on its way an answer from before would take off the screen what is shown of it already. */
export function holdStill(queryKey: QueryKey): () => void {
  const hold = { queryHash: hashKey(queryKey) };
  held.add(hold);
  return () => void held.delete(hold);
}

type Paged = { readonly pages: readonly unknown[] };

/** A refetch of an endless list reads every page again, so a long one asks less often. */
export const refreshOfList = everyAsFor<Paged>((answer) => refresh.lists * (answer?.pages.length ?? 1));

/**
 * What a command may have changed is asked for again. Nobody waits for that: whoever gave the command hears
 * how it went before what it changed changes the page under it.
 */
export function askAnew(client: QueryClient, filters: InvalidateQueryFilters = {}): void {
  void client.invalidateQueries(filters);
}
