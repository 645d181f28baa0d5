import { z } from "zod";

import { roles } from "@/lib/auth/roles";
import { isoTime, pageOf } from "@/lib/http/page";

const signInOutcomes = ["ok", "wrong_password", "locked", "disabled", "unknown", "refused"] as const;
export type SignInOutcome = (typeof signInOutcomes)[number];

const signInMethods = ["password", "link", "oidc"] as const;
export type SignInMethod = (typeof signInMethods)[number];

/** What is typed into a form, before any rule: longer is nobody's password. */
const typedPassword = z.string().max(1_000);
export const typedName = z
  .string()
  .trim()
  .regex(/^[^\p{Cc}]*$/u, { error: "has characters that cannot be seen. Type it instead of pasting it" })
  .min(1, { error: "is empty. Write how colleagues know the person" })
  .max(100, { error: "is longer than 100 characters" });

export const typedEmail = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email({ error: "is not an e-mail address. Write it like name@example.com" }).max(254));

/** Of people and sessions: whatever the auth library makes up. */
export const idParamsSchema = z.object({ id: z.string().regex(/^[\w-]{1,64}$/) });

export const signInRequestSchema = z.object({
  email: typedEmail,
  password: typedPassword,
});

export const joinRequestSchema = z.object({ token: z.string().max(100), password: typedPassword });

/** Signed in: the cookie is in the answer's head. */
export const signedInSchema = z.object({ signedIn: z.literal(true) });

export const oidcRequestSchema = z.object({ next: z.string().max(2_000).default("/") });
export const oidcAnswerSchema = z.object({ url: z.string() });

export const accountSchema = z.object({
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  hasPassword: z.boolean(),
  /** What single sign-on is called here, when the person uses it. */
  singleSignOn: z.string().nullable(),
});
export type Account = z.infer<typeof accountSchema>;

export const renameRequestSchema = z.object({ name: typedName });

export const passwordRequestSchema = z.object({ currentPassword: typedPassword, newPassword: typedPassword });
export const endedSchema = z.object({ endedSessions: z.number() });

export const sessionRowSchema = z.object({
  id: z.string(),
  device: z.string(),
  ip: z.string().nullable(),
  createdAt: isoTime,
  lastUsedAt: isoTime,
  isThisOne: z.boolean(),
});
export type SessionRow = z.infer<typeof sessionRowSchema>;
export const sessionListSchema = z.object({ rows: z.array(sessionRowSchema) });

const signInRowSchema = z.object({
  id: z.string(),
  at: isoTime,
  outcome: z.enum(signInOutcomes),
  method: z.enum(signInMethods),
  device: z.string(),
  ip: z.string().nullable(),
});
export type SignInRow = z.infer<typeof signInRowSchema>;
export const signInPageSchema = pageOf(signInRowSchema);
