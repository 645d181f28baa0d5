import { infiniteQueryOptions, mutationOptions, queryOptions } from "@tanstack/react-query";
import { z } from "zod";

import {
  accountSchema,
  endedSchema,
  type renameRequestSchema,
  type passwordRequestSchema,
  sessionListSchema,
  signInPageSchema,
} from "@/lib/auth/schema/account";

import { fetchJson } from "./fetch-json";
import { askAnew, every, refresh } from "./refresh";

const account = ["account"] as const;

export const accountQuery = queryOptions({
  queryKey: [...account, "own"],
  queryFn: ({ signal }) => fetchJson({ path: "/api/account", schema: accountSchema, signal }),
});

export const sessionsQuery = queryOptions({
  queryKey: [...account, "sessions"],
  queryFn: ({ signal }) => fetchJson({ path: "/api/account/sessions", schema: sessionListSchema, signal }),
  refetchInterval: every(refresh.calm),
});

export const signInsQuery = infiniteQueryOptions({
  queryKey: [...account, "sign-ins"],
  queryFn: ({ pageParam, signal }) =>
    fetchJson({ path: "/api/account/sign-ins", schema: signInPageSchema, query: { cursor: pageParam }, signal }),
  initialPageParam: "",
  getNextPageParam: (page) => page.next,
});

export const renameMutation = mutationOptions({
  mutationKey: [...account, "rename"],
  mutationFn: (body: z.input<typeof renameRequestSchema>) =>
    fetchJson({ path: "/api/account", schema: z.object({ name: z.string() }), method: "POST", body }),
  onSettled: (...[, , , , { client }]) => askAnew(client, { queryKey: account }),
});

export const passwordMutation = mutationOptions({
  mutationKey: [...account, "password"],
  mutationFn: (body: z.input<typeof passwordRequestSchema>) =>
    fetchJson({ path: "/api/account/password", schema: endedSchema, method: "POST", body }),
  onSettled: (...[, , , , { client }]) => askAnew(client, { queryKey: account }),
});

export function endSessionMutation(id: string) {
  return mutationOptions({
    mutationKey: [...account, "end", id],
    mutationFn: () =>
      fetchJson({
        path: `/api/account/sessions/${encodeURIComponent(id)}/end`,
        schema: endedSchema,
        method: "POST",
      }),
    onSettled: (...[, , , , { client }]) => askAnew(client, { queryKey: account }),
  });
}

export const endAllSessionsMutation = mutationOptions({
  mutationKey: [...account, "end-all"],
  mutationFn: () => fetchJson({ path: "/api/account/sessions/end-all", schema: endedSchema, method: "POST" }),
});
