import type { MutationFunctionContext, QueryClient, QueryKey } from "@tanstack/react-query";

import { askAnew, holdStill } from "./refresh";

type Shown = { readonly putBack: () => void; readonly release: () => void };
type Show<Asked> = (client: QueryClient, asked: Asked) => Promise<Shown>;

/** How a command changes what one query has answered. */
export function changing<Answer, Asked>(
  { queryKey }: { readonly queryKey: QueryKey },
  change: (answer: Answer, asked: Asked) => Answer,
): Show<Asked> {
  return async (client, asked) => {
    await client.cancelQueries({ queryKey, exact: true });
    const release = holdStill(queryKey);
    const before = client.getQueryData<Answer>(queryKey);
    if (before !== undefined) client.setQueryData<Answer>(queryKey, change(before, asked));
    return { putBack: () => client.setQueryData<Answer>(queryKey, before), release };
  };
}

/**
 * Options of a command whose effect is known and can be taken back: it is on the screen before the server has answered,
 * and leaves it again when the server refuses. Not for what deletes, nor where the server decides what comes of it.
 */
export function showAtOnce<Asked>(shows: readonly Show<Asked>[]) {
  return {
    onMutate: async (asked: Asked, { client }: MutationFunctionContext) =>
      Promise.all(shows.map(async (show) => show(client, asked))),
    onError: (_error: Error, _asked: Asked, shown: readonly Shown[] | undefined) => {
      for (const { putBack } of shown ?? []) putBack();
    },
    onSettled: (
      ...[, , , shown, { client }]: [unknown, unknown, Asked, readonly Shown[] | undefined, MutationFunctionContext]
    ) => {
      for (const { release } of shown ?? []) release();
      askAnew(client);
    },
  };
}
