import { z } from "zod";

import { isoTime, pageOf } from "@/lib/http/page";
import { driftKinds } from "@/lib/mirror/schema/change-words";
import { storableTime } from "@/lib/storable-time";

import { retriedSchema, retryPlanSchema } from "./schema/retry";
import { runModes, runStateFilters, runStates, runTriggers } from "./schema/run-words";

/** How a page or a run divides what it received (I14): received is the sum of the other seven. */
const countsSchema = z.object({
  received: z.number(),
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  deleted: z.number(),
  restored: z.number(),
  stale: z.number(),
  invalid: z.number(),
});
export type Counts = z.infer<typeof countsSchema>;

export const runRowSchema = countsSchema.extend({
  id: z.string(),
  komboIntegrationId: z.string(),
  organizationName: z.string().nullable(),
  tool: z.string(),
  endpoint: z.string(),
  endpointLabel: z.string(),
  mode: z.enum(runModes),
  dryRun: z.boolean(),
  trigger: z.enum(runTriggers),
  state: z.enum(runStates),
  pages: z.number(),
  swept: z.number(),
  /** Records the endpoint held when the run was made; what progress is measured against. Null: unknown. */
  expected: z.number().nullable(),
  /** Set while the run waits, for a rate limit or after a failure; the errorCode tells which. */
  waitingUntil: isoTime.nullable(),
  requests: z.number(),
  retries: z.number(),
  slices: z.number(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  requestedBy: z.string().nullable(),
  createdAt: isoTime,
  startedAt: isoTime.nullable(),
  finishedAt: isoTime.nullable(),
});
export type RunRow = z.infer<typeof runRowSchema>;
export const runPageSchema = pageOf(runRowSchema);

/** A request that Kombo did not answer as hoped. */
export const attemptSchema = z.object({
  at: isoTime,
  ms: z.number(),
  code: z.string(),
  status: z.number().nullable(),
  /** How Kombo calls the request, for its support. */
  requestId: z.string().nullable(),
  /** How long nothing was sent after it. */
  waitMs: z.number(),
});
export type Attempt = z.infer<typeof attemptSchema>;

const runPageEntrySchema = countsSchema.omit({ received: true }).extend({
  page: z.number(),
  slice: z.number(),
  requestedAt: isoTime,
  requestMs: z.number(),
  writeMs: z.number(),
  waitedMs: z.number(),
  retries: z.number(),
  records: z.number(),
  /** Requests before the one that was answered. */
  attempts: z.array(attemptSchema),
});
export type RunPageEntry = z.infer<typeof runPageEntrySchema>;

export const runDriftSchema = z.object({
  /** What a full fetch found that deltas should have brought, or that somebody changed in Postgres. */
  drift: z.array(z.object({ kind: z.enum(driftKinds), records: z.number() })),
  /** Changes it brought although no webhook had announced any; null where that cannot be told. */
  missedWebhooks: z.number().nullable(),
});
export type RunDrift = z.infer<typeof runDriftSchema>;

export const runDetailSchema = runRowSchema.extend({
  ...runDriftSchema.shape,
  ...retriedSchema.shape,
  /** Of a failed or cancelled run: what trying it again would do. */
  retryPlan: retryPlanSchema.nullable(),
  /** Requests since its last page. */
  attempts: z.array(attemptSchema),
  updatedAfter: isoTime.nullable(),
  fetchStartedAt: isoTime.nullable(),
  movesWatermark: z.boolean(),
  restarts: z.number(),
  /** The watermark of the endpoint now. */
  watermark: isoTime.nullable(),
  leaseExpiresAt: isoTime.nullable(),
  causes: z.array(
    z.object({
      id: z.string(),
      komboEventId: z.string(),
      type: z.string(),
      firstReceivedAt: isoTime,
    }),
  ),
  /** The newest 200 pages, oldest first. */
  pageEntries: z.array(runPageEntrySchema),
  invalidRecords: z.array(z.object({ page: z.number(), position: z.number(), cause: z.string() })),
  /** What an `ids` run asks for, at most 100; `absent`: Kombo did not return it, and it stays as it was. */
  wantedIds: z.array(z.object({ komboId: z.string(), outcome: z.enum(["present", "absent"]).nullable() })),
  /** What a person decided about its held sweep. */
  review: z.object({ decision: z.enum(["apply", "discard"]), by: z.string(), at: isoTime }).nullable(),
});
export type RunDetail = z.infer<typeof runDetailSchema>;

export const runFiltersSchema = z.object({
  integration: z.string().optional(),
  endpoint: z.string().optional(),
  state: z.enum(runStateFilters).optional(),
  mode: z.enum(runModes).optional(),
  trigger: z.enum(runTriggers).optional(),
  /** Only those that changed a record. */
  changes: z.literal("yes").optional(),
  /** Made at this time or later, and before that one. */
  from: storableTime.optional(),
  to: storableTime.optional(),
  cursor: z.string().optional(),
});
export type RunFilters = z.infer<typeof runFiltersSchema>;

export const fullFetchRequestSchema = z.object({
  endpoints: z.array(z.string()).min(1).optional(),
  dryRun: z.boolean().default(false),
});
export type FullFetchRequest = z.input<typeof fullFetchRequestSchema>;

export const fullFetchAnswerSchema = z.object({
  runs: z.array(
    z.object({
      id: z.string(),
      endpoint: z.string(),
      /** A full fetch of that endpoint was active already: joined, not started twice. */
      joined: z.boolean(),
    }),
  ),
});
export type FullFetchAnswer = z.infer<typeof fullFetchAnswerSchema>;

/** Of every integration: runs that were begun, and those that were active already. */
export const fullFetchOfAllAnswerSchema = z.object({ runs: z.number(), joined: z.number() });
