import { z } from "zod";

import { isoTime } from "@/lib/http/page";

import { longestDays, retentionKinds } from "./retention-words";

const dayMs = 86_400_000;

export const retentionKindSchema = z.enum(retentionKinds);

/** Null: for ever. */
const days = z.number().int().min(1).max(longestDays).nullable();

export const retentionSchema = z.object({
  kinds: z.array(
    z.object({
      kind: retentionKindSchema,
      days,
      /** Of the oldest that is kept; null: there is none. */
      oldestAt: isoTime.nullable(),
      /** As PostgreSQL estimates them; null: never analysed yet, or part of another kind. */
      rows: z.number().nullable(),
      bytes: z.number().nullable(),
      /** More of it is past its time than was removed so far. */
      isBehind: z.boolean(),
    }),
  ),
});
export type RetentionAnswer = z.infer<typeof retentionSchema>;
export type KeptKind = RetentionAnswer["kinds"][number];

export const retentionRequestSchema = z.strictObject({ days });
export type RetentionRequest = z.infer<typeof retentionRequestSchema>;

/** A number, or `forever`: how a preview asks in its address. */
export const retentionQuerySchema = z.strictObject({
  days: z
    .string()
    .regex(/^(forever|\d{1,4})$/, "a number of days, or forever")
    .transform((text) => (text === "forever" ? null : Number(text))),
});

export const retentionEffectSchema = z.object({
  kind: retentionKindSchema,
  from: days,
  to: days,
  /** What is older goes; null: nothing does. */
  cutoff: isoTime.nullable(),
  /** Rows that go at once. */
  rows: z.number(),
  /** There are more than were counted. */
  isMore: z.boolean(),
});
export type RetentionEffect = z.infer<typeof retentionEffectSchema>;

export function cutoffOf(keptDays: number | null, now: Date): Date | null {
  return keptDays === null ? null : new Date(now.getTime() - keptDays * dayMs);
}
