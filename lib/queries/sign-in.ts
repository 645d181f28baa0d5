import { mutationOptions } from "@tanstack/react-query";

import type { oidcAnswerSchema, signedInSchema } from "@/lib/auth/schema/account";

import { fetchAnswer, fetchJson } from "./fetch-json";

type Credentials = { readonly email: string; readonly password: string };

export const signInMutation = mutationOptions({
  mutationKey: ["sign-in"],
  mutationFn: (body: Credentials) =>
    fetchJson<typeof signedInSchema>({ path: "/api/auth/sign-in/email", method: "POST", body }),
});

/** Answers with the address at the provider. */
export const singleSignOnMutation = mutationOptions({
  mutationKey: ["single-sign-on"],
  mutationFn: (body: { readonly next: string }) =>
    fetchJson<typeof oidcAnswerSchema>({ path: "/api/auth/sign-in/oidc", method: "POST", body }),
});

export const joinMutation = mutationOptions({
  mutationKey: ["join"],
  mutationFn: (body: { readonly token: string; readonly password: string }) =>
    fetchJson<typeof signedInSchema>({ path: "/api/join", method: "POST", body }),
});

export const signOutMutation = mutationOptions({
  mutationKey: ["sign-out"],
  // What is still being asked for would be refused, and take the person to sign in again instead of out.
  onMutate: async (_, { client }) => client.cancelQueries(),
  mutationFn: () => fetchAnswer({ path: "/api/auth/sign-out", method: "POST", body: {} }),
});
