import { QueryCache, QueryClient } from "@tanstack/react-query";

import { isApiError } from "./api-error";

type Options = { readonly onSignedOut: () => void };

export function createQueryClient({ onSignedOut }: Options): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (isApiError(error) && error.status === 401) onSignedOut();
      },
    }),
    defaultOptions: { queries: { staleTime: 1_000, gcTime: 5 * 60_000, retry: shouldRetry } },
  });
}

/** What was refused will be refused again; a server in trouble or out of reach gets a second chance. */
function shouldRetry(failures: number, error: unknown): boolean {
  if (isApiError(error) && error.status >= 400 && error.status < 500) return false;
  return failures < 1;
}
