import { infiniteQueryOptions, mutationOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";

import type {
  accountSchema,
  endedSchema,
  renameRequestSchema,
  passwordRequestSchema,
  sessionListSchema,
  signInPageSchema,
} from "@/lib/auth/schema/account";

import { fetchJson } from "./fetch-json";
import { askAnew, every, refresh } from "./refresh";

const account = ["account"] as const;

export const accountQuery = queryOptions({
  queryKey: [...account, "own"],
  queryFn: ({ signal }) => fetchJson<typeof accountSchema>({ path: "/api/account", signal }),
});

export const sessionsQuery = queryOptions({
  queryKey: [...account, "sessions"],
  queryFn: ({ signal }) => fetchJson<typeof sessionListSchema>({ path: "/api/account/sessions", signal }),
  refetchInterval: every(refresh.calm),
});

export const signInsQuery = infiniteQueryOptions({
  queryKey: [...account, "sign-ins"],
  queryFn: ({ pageParam, signal }) =>
    fetchJson<typeof signInPageSchema>({ path: "/api/account/sign-ins", query: { cursor: pageParam }, signal }),
  initialPageParam: "",
  getNextPageParam: (page) => page.next,
});

export const renameMutation = mutationOptions({
  mutationKey: [...account, "rename"],
  mutationFn: (body: z.input<typeof renameRequestSchema>) =>
    fetchJson<typeof renameRequestSchema>({ path: "/api/account", method: "POST", body }),
  onSettled: (...[, , , , { client }]) => askAnew(client, { queryKey: account }),
});

export const passwordMutation = mutationOptions({
  mutationKey: [...account, "password"],
  mutationFn: (body: z.input<typeof passwordRequestSchema>) =>
    fetchJson<typeof endedSchema>({ path: "/api/account/password", method: "POST", body }),
  onSettled: (...[, , , , { client }]) => askAnew(client, { queryKey: account }),
});

export function endSessionMutation(id: string) {
  return mutationOptions({
    mutationKey: [...account, "end", id],
    mutationFn: () =>
      fetchJson<typeof endedSchema>({
        path: `/api/account/sessions/${encodeURIComponent(id)}/end`,
        method: "POST",
      }),
    onSettled: (...[, , , , { client }]) => askAnew(client, { queryKey: account }),
  });
}

export const endAllSessionsMutation = mutationOptions({
  mutationKey: [...account, "end-all"],
  mutationFn: () => fetchJson<typeof endedSchema>({ path: "/api/account/sessions/end-all", method: "POST" }),
});
