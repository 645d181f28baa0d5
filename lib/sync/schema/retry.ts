import { z } from "zod";

import { runModes, runStates } from "./run-words";

/** What trying a failed or cancelled run again would do. */
export const retryPlanSchema = z.object({
  /** A delta without a usable watermark becomes a full fetch. */
  mode: z.enum(runModes),
  dryRun: z.boolean(),
  /** A delta asks for what changed since then. */
  since: z.string().nullable(),
  /** Ids that are asked for, or records the endpoint holds. */
  records: z.number(),
  /** Why it cannot be tried again now, and what ends that; null: it can. */
  refusal: z.string().nullable(),
});
export type RetryPlan = z.infer<typeof retryPlanSchema>;

export const retriedSchema = z.object({
  /** The run this one tries again. */
  retryOf: z.string().nullable(),
  /** The newest run that tries this one again. */
  retriedBy: z.object({ id: z.string(), state: z.enum(runStates) }).nullable(),
  /** Wanted, and not started yet. */
  retryWaits: z.boolean(),
});
export type Retried = z.infer<typeof retriedSchema>;

/** `runId`: null for a delta, which is made when a worker takes it up. */
export const retryAnswerSchema = z.object({ runId: z.string().nullable(), joined: z.boolean() });
export type RetryAnswer = z.infer<typeof retryAnswerSchema>;
