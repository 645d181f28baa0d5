import { mutationOptions } from "@tanstack/react-query";
import { z } from "zod";

import { oidcAnswerSchema, signedInSchema } from "@/lib/auth/schema/account";

import { fetchJson } from "./fetch-json";

type Credentials = { readonly email: string; readonly password: string };

export const signInMutation = mutationOptions({
  mutationKey: ["sign-in"],
  mutationFn: (body: Credentials) =>
    fetchJson({ path: "/api/auth/sign-in/email", schema: signedInSchema, method: "POST", body }),
});

/** Answers with the address at the provider. */
export const singleSignOnMutation = mutationOptions({
  mutationKey: ["single-sign-on"],
  mutationFn: (body: { readonly next: string }) =>
    fetchJson({ path: "/api/auth/sign-in/oidc", schema: oidcAnswerSchema, method: "POST", body }),
});

export const joinMutation = mutationOptions({
  mutationKey: ["join"],
  mutationFn: (body: { readonly token: string; readonly password: string }) =>
    fetchJson({ path: "/api/join", schema: signedInSchema, method: "POST", body }),
});

export const signOutMutation = mutationOptions({
  mutationKey: ["sign-out"],
  mutationFn: () =>
    fetchJson({ path: "/api/auth/sign-out", schema: z.object({ success: z.boolean() }), method: "POST", body: {} }),
});
