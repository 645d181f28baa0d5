import { z } from "zod";

import { maskings, scopes } from "@/lib/auth/scopes";
import { isoTime } from "@/lib/http/page";

const states = ["active", "expired", "revoked"] as const;

export const tokenRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Its first letters. */
  hint: z.string(),
  scope: z.enum(scopes),
  masking: z.enum(maskings),
  state: z.enum(states),
  createdBy: z.string(),
  createdAt: isoTime,
  expiresAt: isoTime.nullable(),
  lastUsedAt: isoTime.nullable(),
  lastUsedAddress: z.string().nullable(),
  revokedAt: isoTime.nullable(),
  revokedBy: z.string().nullable(),
});
export type TokenRow = z.infer<typeof tokenRowSchema>;

/** Not paged: an installation has a handful of them. */
export const tokenListSchema = z.object({ rows: z.array(tokenRowSchema) });

export const tokenRequestSchema = z.strictObject({
  name: z.string().trim().min(1, "give it a name").max(80),
  scope: z.enum(scopes).default("read"),
  masking: z.enum(maskings).default("high"),
  /** Null: it does not expire. */
  expiresInDays: z.int().min(1).max(3650).nullable().default(null),
});
export type TokenRequest = z.output<typeof tokenRequestSchema>;

/** The only answer that ever holds the token itself. */
export const createdTokenSchema = z.object({ token: z.string(), row: tokenRowSchema });
export type CreatedToken = z.infer<typeof createdTokenSchema>;
