import { z } from "zod";

import { roles } from "@/lib/auth/roles";
import { isoTime } from "@/lib/http/page";

import { typedEmail, typedName } from "./account";

const personStates = ["active", "invited", "disabled", "locked"] as const;
export type PersonState = (typeof personStates)[number];

const linkKinds = ["invite", "reset"] as const;
export type LinkKind = (typeof linkKinds)[number];

const personRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  state: z.enum(personStates),
  /** Of a locked person: when the lock ends by itself. */
  lockedUntil: isoTime.nullable(),
  disabledAt: isoTime.nullable(),
  /** The open link, if any; one that is over stays until it is renewed or withdrawn. */
  link: z.object({ kind: z.enum(linkKinds), expiresAt: isoTime, isOver: z.boolean() }).nullable(),
  lastSignInAt: isoTime.nullable(),
  sessions: z.number(),
});
export type PersonRow = z.infer<typeof personRowSchema>;
export const peopleSchema = z.object({ rows: z.array(personRowSchema) });

export const inviteRequestSchema = z.object({
  name: typedName,
  email: typedEmail,
  role: z.enum(roles),
});
export type InviteRequest = z.infer<typeof inviteRequestSchema>;

/** Shown to the administrator once; only its hash is kept. */
export const linkAnswerSchema = z.object({ url: z.string(), expiresAt: isoTime, email: z.string() });
export type LinkAnswer = z.infer<typeof linkAnswerSchema>;

export const roleRequestSchema = z.object({ role: z.enum(roles) });

/** What a command did: the sessions it ended. */
export const personAnswerSchema = z.object({ email: z.string(), endedSessions: z.number() });
export type PersonAnswer = z.infer<typeof personAnswerSchema>;
