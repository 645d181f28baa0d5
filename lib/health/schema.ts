import { z } from "zod";

import { isoTime } from "@/lib/http/page";
import { runRowSchema } from "@/lib/sync/schema";
import { runModes, runStates } from "@/lib/sync/schema/run-words";

import { comingUpSchema } from "./schema/coming-up";
import { firstRunSchema } from "./schema/connection";
import { healthKinds } from "./schema/health-words";

const integrationRowSchema = z.object({
  komboIntegrationId: z.string(),
  tool: z.string(),
  toolLabel: z.string(),
  category: z.string(),
  organizationName: z.string().nullable(),
  state: z.string(),
  setupStatus: z.string().nullable(),
  qaStatus: z.string().nullable(),
  pausedAt: isoTime.nullable(),
  deletedAt: isoTime.nullable(),
  createdAt: isoTime,
  lastWebhookAt: isoTime.nullable(),
  lastDeltaFetchAt: isoTime.nullable(),
  /** The oldest of its endpoints' last complete full fetches; null while one has none. */
  lastFullFetchAt: isoTime.nullable(),
  lastFetchedFromKomboAt: isoTime.nullable(),
  records: z.number(),
  deletedRecords: z.number(),
  endpoints: z.number(),
  runningRuns: z.number(),
  health: z.object({
    kind: z.enum(healthKinds),
    /** Since when, if that is known. */
    since: isoTime.nullable(),
    /** One sentence in words; empty when well. */
    text: z.string(),
  }),
});
export type IntegrationRow = z.infer<typeof integrationRowSchema>;
export const integrationListSchema = z.object({ rows: z.array(integrationRowSchema) });

const endpointNowKinds = [
  "idle",
  "dirty",
  "queued",
  "running",
  "rate_limited",
  "retrying",
  "unavailable",
  "off",
] as const;

const endpointRowSchema = z.object({
  endpoint: z.string(),
  label: z.string(),
  model: z.string(),
  /** Models whose change marks this endpoint. */
  fedBy: z.array(z.string()),
  enabled: z.boolean(),
  unavailableReason: z.string().nullable(),
  watermark: isoTime.nullable(),
  lastSucceededAt: isoTime.nullable(),
  lastFullFetchAt: isoTime.nullable(),
  /** Oldest change that is known and not fetched yet. */
  dirtySince: isoTime.nullable(),
  liveRecords: z.number(),
  deletedRecords: z.number(),
  consecutiveFailures: z.number(),
  health: z.enum(healthKinds),
  now: z.object({ kind: z.enum(endpointNowKinds), until: isoTime.nullable() }),
  activeRun: runRowSchema.nullable(),
  /** Newest last, at most 20. */
  recentRuns: z.array(
    z.object({
      id: z.string(),
      mode: z.enum(runModes),
      state: z.enum(runStates),
      durationMs: z.number().nullable(),
      finishedAt: isoTime.nullable(),
    }),
  ),
});
export type EndpointRow = z.infer<typeof endpointRowSchema>;

export const integrationDetailSchema = integrationRowSchema.extend({
  originId: z.string().nullable(),
  strategy: z.string(),
  legacyEvents: z.string(),
  dataExpiredAt: isoTime.nullable(),
  detailsFetchedAt: isoTime.nullable(),
  changes24h: z.number(),
  runs24h: z.number(),
  /** What becomes of its data once Kombo has deleted it; null while it lives. */
  deletion: z
    .object({
      /** Null while a person wants it kept. */
      purgeAt: isoTime.nullable(),
      isPurging: z.boolean(),
      purgedAt: isoTime.nullable(),
      records: z.number(),
    })
    .nullable(),
  /** Seconds within which a change that is known must be fetched. */
  serveObjectiveSeconds: z.number(),
  /** Seconds within which a complete fetch of any kind must end. */
  confirmObjectiveSeconds: z.number(),
  endpointRows: z.array(endpointRowSchema),
});
export type IntegrationDetail = z.infer<typeof integrationDetailSchema>;

/** The foot of the sidebar and the counts beside its places. */
export const statusSchema = z.object({
  kombo: z.object({
    kind: z.enum(["ok", "unreachable", "refused", "rate_limited", "not_configured", "unknown"]),
    region: z.string(),
    latencyMs: z.number().nullable(),
    /** Kombo's clock minus ours; deltas ask for as much more. */
    clockOffsetMs: z.number().nullable(),
    until: isoTime.nullable(),
  }),
  webhooks: z.object({
    kind: z.enum(["ok", "none_yet", "not_configured"]),
    lastAt: isoTime.nullable(),
  }),
  driver: z.object({ kind: z.enum(["ok", "late", "never"]), lastAt: isoTime.nullable() }),
  attention: z.number(),
  integrations: z.number(),
  runningRuns: z.number(),
  heldRuns: z.number(),
});
export type Status = z.infer<typeof statusSchema>;

/** What can need attention, worst first. */
export const attentionKinds = [
  "no_key",
  "key_refused",
  "no_secret",
  "driver_late",
  "kombo_unreachable",
  "rejected_webhooks",
  "invalid",
  "not_found",
  "qa_failed",
  "failing",
  "held",
  "silent",
  "behind",
  "unconfirmed",
  "setup_incomplete",
  "permission_missing",
  "alerts_undelivered",
  "rate_limited",
  "data_expired",
  "purge_due",
] as const;
export type AttentionKind = (typeof attentionKinds)[number];

/** One cause, one line; worst first. */
const attentionSchema = z.object({
  /** The same for the same cause as long as it lasts. */
  id: z.string(),
  kind: z.enum(attentionKinds),
  title: z.string(),
  text: z.string(),
  since: isoTime.nullable(),
  /** When it passes, or something happens, by itself. */
  until: isoTime.nullable(),
  /** False: it passes by itself, and is only shown. */
  needsPerson: z.boolean(),
  /** Where the person goes to act. */
  href: z.string(),
  /** Empty where nothing of ours ends it. */
  action: z.string(),
  /** An integration whose full fetch heals it: it is offered on the spot. */
  heals: z.object({ komboIntegrationId: z.string() }).nullable(),
});
export type Attention = z.infer<typeof attentionSchema>;

export const overviewSchema = z.object({
  /** Null once every step of it is done. */
  firstRun: firstRunSchema.nullable(),
  attention: z.array(attentionSchema),
  freshIntegrations: z.number(),
  integrations: z.array(
    integrationRowSchema.extend({
      /** Thousands: only what differs from most is said. */
      cells: z.array(
        z.object({
          endpoint: z.string(),
          health: z.enum(healthKinds),
          lastSucceededAt: isoTime.nullable(),
          running: z.literal(true).optional(),
          unavailableReason: z.string().optional(),
          enabled: z.literal(false).optional(),
        }),
      ),
    }),
  ),
  /** What the endpoints of the cells are called. */
  endpointLabels: z.record(z.string(), z.string()),
  webhooks24h: z.number(),
  rejected24h: z.number(),
  changes24h: z.number(),
  drift24h: z.number(),
  /** From a webhook's arrival to the end of the run it caused, over the last 24 h; null without one. */
  latencyMs: z.object({ median: z.number(), p95: z.number() }).nullable(),
  nextFullFetchAt: isoTime.nullable(),
  running: z.array(runRowSchema),
  comingUp: comingUpSchema,
});
export type Overview = z.infer<typeof overviewSchema>;
