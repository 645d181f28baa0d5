import { QueryCache, QueryClient } from "@tanstack/react-query";

import { isApiError } from "./api-error";
import { signOutMutation } from "./sign-in";

type Options = { readonly onSignedOut: () => void };

export function createQueryClient({ onSignedOut }: Options): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        // Who asked to be signed out is on the way to the sign-in, and not to come back from there.
        const hasLeft = client.getMutationCache().find({ mutationKey: signOutMutation.mutationKey }) !== undefined;
        if (isApiError(error) && error.status === 401 && !hasLeft) onSignedOut();
      },
    }),
    defaultOptions: { queries: { staleTime: 1_000, gcTime: 5 * 60_000, retry: shouldRetry } },
  });
  return client;
}

/** What was refused will be refused again; a server in trouble or out of reach gets a second chance. */
function shouldRetry(failures: number, error: unknown): boolean {
  if (isApiError(error) && error.status >= 400 && error.status < 500) return false;
  return failures < 1;
}
