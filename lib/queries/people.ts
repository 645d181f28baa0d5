import { mutationOptions, queryOptions } from "@tanstack/react-query";
import { z } from "zod";

import {
  type InviteRequest,
  linkAnswerSchema,
  peopleSchema,
  personAnswerSchema,
  type roleRequestSchema,
} from "@/lib/auth/schema/people";

import { fetchJson } from "./fetch-json";
import { askAnew, every, refresh } from "./refresh";

export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: ({ signal }) => fetchJson({ path: "/api/people", schema: peopleSchema, signal }),
  refetchInterval: every(refresh.calm),
});

export const inviteMutation = mutationOptions({
  mutationKey: ["people", "invite"],
  mutationFn: (body: InviteRequest) =>
    fetchJson({ path: "/api/people", schema: linkAnswerSchema, method: "POST", body }),
  onSettled: (...[, , , , { client }]) => askAnew(client, { queryKey: peopleQuery.queryKey }),
});

export type PersonCommandName = "unlock" | "renew" | "withdraw" | "reset-password" | "sign-out" | "enable" | "disable";

/** Renewal and reset answer with a link to hand over. */
const commandAnswerSchema = z.union([linkAnswerSchema, personAnswerSchema]);

export function personMutation(id: string, command: PersonCommandName) {
  return mutationOptions({
    mutationKey: ["people", command, id],
    mutationFn: () => fetchJson({ path: personRoute(id, command), schema: commandAnswerSchema, method: "POST" }),
    onSettled: (...[, , , , { client }]) => askAnew(client, { queryKey: peopleQuery.queryKey }),
  });
}

export function roleMutation(id: string) {
  return mutationOptions({
    mutationKey: ["people", "role", id],
    mutationFn: (body: z.infer<typeof roleRequestSchema>) =>
      fetchJson({ path: personRoute(id, "role"), schema: personAnswerSchema, method: "POST", body }),
    onSettled: (...[, , , , { client }]) => askAnew(client, { queryKey: peopleQuery.queryKey }),
  });
}

function personRoute(id: string, command: string): string {
  return `/api/people/${encodeURIComponent(id)}/${command}`;
}
