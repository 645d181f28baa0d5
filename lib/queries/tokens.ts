import { mutationOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";

import type { createdTokenSchema, tokenListSchema, tokenRowSchema, tokenRequestSchema } from "@/lib/auth/schema/tokens";

import { fetchJson } from "./fetch-json";
import { askAnew, every, refresh } from "./refresh";

export const tokensQuery = queryOptions({
  queryKey: ["tokens"],
  queryFn: ({ signal }) => fetchJson<typeof tokenListSchema>({ path: "/api/tokens", signal }),
  refetchInterval: every(refresh.calm),
});

export const createTokenMutation = mutationOptions({
  mutationKey: ["tokens", "create"],
  // The answer holds the token: it is gone with the dialog that shows it.
  gcTime: 0,
  mutationFn: (request: z.input<typeof tokenRequestSchema>) =>
    fetchJson<typeof createdTokenSchema>({ path: "/api/tokens", method: "POST", body: request }),
  onSettled: (...[, , , , { client }]) => askAnew(client, { queryKey: ["tokens"] }),
});

export function revokeTokenMutation(id: string) {
  return mutationOptions({
    mutationKey: ["tokens", "revoke", id],
    mutationFn: () =>
      fetchJson<typeof tokenRowSchema>({ path: `/api/tokens/${encodeURIComponent(id)}/revoke`, method: "POST" }),
    onSettled: (...[, , , , { client }]) => askAnew(client, { queryKey: ["tokens"] }),
  });
}
