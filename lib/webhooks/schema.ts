import { z } from "zod";

import { isoTime, pageOf } from "@/lib/http/page";
import { storableTime } from "@/lib/storable-time";
import { runRowSchema } from "@/lib/sync/schema";

import { webhookOutcomes } from "./schema/outcome-words";

export const webhookRowSchema = z.object({
  id: z.string(),
  komboEventId: z.string(),
  type: z.string(),
  komboIntegrationId: z.string().nullable(),
  organizationName: z.string().nullable(),
  tool: z.string().nullable(),
  outcome: z.enum(webhookOutcomes),
  changedModels: z.array(z.string()),
  markedEndpoints: z.number(),
  deliveries: z.number(),
  firstReceivedAt: isoTime,
  lastReceivedAt: isoTime,
});
export type WebhookRow = z.infer<typeof webhookRowSchema>;
export const webhookPageSchema = pageOf(webhookRowSchema);

export const webhookDetailSchema = webhookRowSchema.extend({
  payload: z.unknown(),
  /** Retention has emptied it: which models changed is left. */
  isPayloadRemoved: z.boolean(),
  signatureVerdict: z.string(),
  deliveryArrivals: z.array(z.object({ receivedAt: isoTime, sizeBytes: z.number() })),
  marks: z.array(
    z.object({
      endpoint: z.string(),
      endpointLabel: z.string(),
      markedAt: isoTime,
      /** False while no complete run has served the mark. */
      served: z.boolean(),
      isReplay: z.boolean(),
    }),
  ),
  runs: z.array(runRowSchema),
});
export type WebhookDetail = z.infer<typeof webhookDetailSchema>;

export const webhookFiltersSchema = z.object({
  type: z.string().optional(),
  integration: z.string().optional(),
  outcome: z.enum(webhookOutcomes).optional(),
  /** A Kombo event id or integration id, or how it begins. */
  search: z.string().optional(),
  from: storableTime.optional(),
  to: storableTime.optional(),
  cursor: z.string().optional(),
});
export type WebhookFilters = z.infer<typeof webhookFiltersSchema>;

/** Which stored events to plan again: the filters of the list, without its cursor. */
export const replayFiltersSchema = webhookFiltersSchema.omit({ cursor: true }).strict();
export type ReplayFilters = z.infer<typeof replayFiltersSchema>;

export const replayPreviewSchema = z.object({
  /** Stored events that match; `max + 1` where more do, and the other numbers are of the newest of them. */
  events: z.number(),
  /** Those that would mark endpoints: they announce changes, and their integration is known and acts on them. */
  replayable: z.number(),
  integrations: z.number(),
  oldestAt: isoTime.nullable(),
  newestAt: isoTime.nullable(),
  /** At most so many at once; narrow the filters for more. */
  max: z.number(),
});
export type ReplayPreview = z.infer<typeof replayPreviewSchema>;

export const eventReplayPreviewSchema = z.object({
  /** Endpoints one event would mark now; none when it announces no change that is acted on. */
  endpoints: z.array(
    z.object({
      endpoint: z.string(),
      endpointLabel: z.string(),
      /** A run is in progress: the one that serves the mark follows it. */
      isRunning: z.boolean(),
    }),
  ),
  /** Fetched only once the integration is resumed. */
  isPaused: z.boolean(),
});
export type EventReplayPreview = z.infer<typeof eventReplayPreviewSchema>;

export const replayAnswerSchema = z.object({
  /** Events that marked endpoints again. */
  replayed: z.number(),
  /** Events that match, but mark nothing. */
  skipped: z.number(),
  /** Endpoints that will be fetched: at most one following run each, however many events. */
  endpoints: z.number(),
  /** When it began: what it caused is newer. */
  at: isoTime,
});
export type ReplayAnswer = z.infer<typeof replayAnswerSchema>;

export const rejectedDeliveriesSchema = z.object({
  rows: z.array(z.object({ id: z.string(), receivedAt: isoTime, cause: z.string(), sizeBytes: z.number() })),
});

/** Types seen so far, for the filter. */
export const webhookTypesSchema = z.object({ types: z.array(z.string()) });
