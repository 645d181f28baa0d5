import { mutationOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";

import type {
  InviteRequest,
  linkAnswerSchema,
  peopleSchema,
  personAnswerSchema,
  roleRequestSchema,
} from "@/lib/auth/schema/people";

import { fetchJson } from "./fetch-json";
import { askAnew, every, refresh } from "./refresh";

export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: ({ signal }) => fetchJson<typeof peopleSchema>({ path: "/api/people", signal }),
  refetchInterval: every(refresh.calm),
});

export const inviteMutation = mutationOptions({
  mutationKey: ["people", "invite"],
  mutationFn: (body: InviteRequest) =>
    fetchJson<typeof linkAnswerSchema>({ path: "/api/people", method: "POST", body }),
  onSettled: (...[, , , , { client }]) => askAnew(client, { queryKey: peopleQuery.queryKey }),
});

export type PersonCommandName = "unlock" | "renew" | "withdraw" | "reset-password" | "sign-out" | "enable" | "disable";

/** Renewal and reset answer with a link to hand over. */
type CommandAnswer = typeof linkAnswerSchema | typeof personAnswerSchema;

export function personMutation(id: string, command: PersonCommandName) {
  return mutationOptions({
    mutationKey: ["people", command, id],
    mutationFn: () => fetchJson<CommandAnswer>({ path: personRoute(id, command), method: "POST" }),
    onSettled: (...[, , , , { client }]) => askAnew(client, { queryKey: peopleQuery.queryKey }),
  });
}

export function roleMutation(id: string) {
  return mutationOptions({
    mutationKey: ["people", "role", id],
    mutationFn: (body: z.infer<typeof roleRequestSchema>) =>
      fetchJson<typeof personAnswerSchema>({ path: personRoute(id, "role"), method: "POST", body }),
    onSettled: (...[, , , , { client }]) => askAnew(client, { queryKey: peopleQuery.queryKey }),
  });
}

function personRoute(id: string, command: string): string {
  return `/api/people/${encodeURIComponent(id)}/${command}`;
}
