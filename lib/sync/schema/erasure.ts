import { z } from "zod";

import { reasonSchema } from "@/lib/auth/schema";

/** Why: it is kept in the audit log, and stands on the page of the record. */
export const erasureRequestSchema = z.object({
  reason: reasonSchema,
});
export type ErasureRequest = z.output<typeof erasureRequestSchema>;

export const erasurePreviewSchema = z.object({
  /** Records that belong to it and would be emptied with it. */
  belonging: z.array(z.object({ model: z.string(), records: z.number() })),
});
export type ErasurePreview = z.output<typeof erasurePreviewSchema>;

/** How many records were emptied, or full fetches queued. */
export const erasureAnswerSchema = z.object({ records: z.number() });
export type ErasureAnswer = z.output<typeof erasureAnswerSchema>;

export const purgeRequestSchema = z.object({
  /** How many records the person sees that will go. */
  records: z.number().int().nonnegative(),
});
export type PurgeRequest = z.output<typeof purgeRequestSchema>;

export const purgeAnswerSchema = z.object({ records: z.number() });
export type PurgeAnswer = z.output<typeof purgeAnswerSchema>;
