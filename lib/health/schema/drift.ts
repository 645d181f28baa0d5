import { z } from "zod";

import { isoTime } from "@/lib/http/page";
import { runDriftSchema, runRowSchema } from "@/lib/sync/schema";

const reportSchema = runDriftSchema.extend({ run: runRowSchema });
export type DriftReport = z.infer<typeof reportSchema>;

const driftDaySchema = z.object({
  /** Its start, UTC, as full fetches are scheduled. */
  start: isoTime,
  /** Complete full fetches, each of one endpoint. */
  fetches: z.number(),
  received: z.number(),
  drift: runDriftSchema.shape.drift,
});
export type DriftDay = z.infer<typeof driftDaySchema>;

const heldSweepSchema = z.object({
  run: runRowSchema,
  /** Records it would delete. */
  candidates: z.number(),
  /** Live records of the endpoint. */
  live: z.number(),
});
export type HeldSweepRow = z.infer<typeof heldSweepSchema>;

export const driftSchema = z.object({
  /** Newest first; what stands above the list, so only on its first page. */
  held: z.array(heldSweepSchema),
  /** The last days with complete full fetches, oldest first; only on the first page. */
  days: z.array(driftDaySchema),
  /** Runs that found something in the last 12 weeks, newest first. */
  rows: z.array(reportSchema),
  next: z.string().nullable(),
});
export type Drift = z.infer<typeof driftSchema>;

export const driftFiltersSchema = z.object({ integration: z.string().optional(), cursor: z.string().optional() });
export type DriftFilters = z.infer<typeof driftFiltersSchema>;
