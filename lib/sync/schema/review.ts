import { z } from "zod";

import { isoTime } from "@/lib/http/page";
import { runRowSchema } from "@/lib/sync/schema";

const spanSchema = z.object({ from: isoTime, to: isoTime });

/** A held sweep as a person judges it: what would be tombstoned, and what these records have in common. */
export const reviewSchema = z.object({
  run: runRowSchema,
  /** Candidates that are still live and that nothing has brought since. */
  candidates: z.number(),
  /** Live records of the endpoint, candidates included. */
  live: z.number(),
  /** The most telling first: values that candidates share far more often than all live records do. */
  facets: z.array(
    z.object({
      label: z.string(),
      path: z.string(),
      /** Null: the value is missing. */
      value: z.string().nullable(),
      candidates: z.number(),
      live: z.number(),
      /** Between 0 and 1. */
      shareOfCandidates: z.number(),
      shareOfLive: z.number(),
    }),
  ),
  /** First and last time a candidate was first seen, and changed in the tool. */
  firstSeen: spanSchema.nullable(),
  changed: spanSchema.nullable(),
  rows: z.array(
    z.object({
      komboId: z.string(),
      remoteId: z.string().nullable(),
      model: z.string(),
      displayName: z.string().nullable(),
      highlights: z.array(z.object({ label: z.string(), value: z.string() })),
      changedAt: isoTime.nullable(),
      firstSeenAt: isoTime,
    }),
  ),
  next: z.string().nullable(),
});
export type Review = z.infer<typeof reviewSchema>;

export const reviewAppliedSchema = z.object({
  run: runRowSchema,
  /** How many are asked for once more, and tombstoned if Kombo does not return them. */
  candidates: z.number(),
});
export type ReviewApplied = z.infer<typeof reviewAppliedSchema>;
