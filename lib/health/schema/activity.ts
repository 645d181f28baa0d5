import { z } from "zod";

import { isoTime } from "@/lib/http/page";

const activityRanges = ["24h", "7d", "30d"] as const;
export type ActivityRange = (typeof activityRanges)[number];

export const activityRequestSchema = z.object({
  range: z.enum(activityRanges).default("24h"),
  /** Days begin at midnight of this zone. */
  zone: z.string().max(64).refine(isZone, "is not a time zone").default("UTC"),
});
export type ActivityRequest = z.infer<typeof activityRequestSchema>;

/** Oldest first, without a gap; the last one is in progress. */
export const activitySchema = z.object({
  buckets: z.array(
    z.object({
      start: isoTime,
      end: isoTime,
      /** Verified ones, each counted once. */
      webhooks: z.number(),
      rejected: z.number(),
      changes: z.number(),
    }),
  ),
});
export type Activity = z.infer<typeof activitySchema>;

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false;
  }
}
