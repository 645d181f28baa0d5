import { z } from "zod";

import type { Masked } from "@/lib/auth/mask";
import { type Endpoint, endpoints } from "@/lib/kombo/endpoints";
import { pathChangeSchema } from "@/lib/mirror/schema";
import { changeKinds, driftKinds } from "@/lib/mirror/schema/change-words";
import { storableTime } from "@/lib/storable-time";
import { runModes, runStates, runTriggers } from "@/lib/sync/schema/run-words";

import { feedCursor, integrationCursor, recordCursor, runCursor } from "./cursor";

// Wire shapes of /api/v1: snake_case, as the tables. What is served, checked and documented comes from these.

const limitDefault = 100;
const limitMax = 500;
const knownModels = endpoints.map(({ model }: Endpoint) => model);

const limit = z.coerce.number<string>().int().min(1).max(limitMax).default(limitDefault).describe("Rows of a page.");
const integration = z
  .string()
  .max(200)
  .optional()
  .describe("Kombo's id of the integration, for instance `personio:CBNMt7dSNCzBdnRTx87dev4E`.");
const model = z.enum(knownModels).optional().describe("One model, as in `changed_models`.");
const since = (column: string) =>
  storableTime.optional().describe(`Only rows whose \`${column}\` is this time or later.`);

const time = z.iso.datetime().describe("ISO 8601, UTC.");
const row = {
  integration_id: z.uuid().describe("Of the table `integrations`."),
  kombo_integration_id: z.string(),
};

export const integrationsQuerySchema = z.strictObject({ cursor: integrationCursor.optional(), limit });
export type IntegrationsQuery = z.output<typeof integrationsQuerySchema>;

const masked = z
  .object({ masked: z.enum(["personal", "high"]) })
  .describe("A value this token may not see, and how sensitive it is.") satisfies z.ZodType<Masked>;

const integrationSchema = z.object({
  id: z.uuid(),
  kombo_integration_id: z.string(),
  tool: z.string(),
  category: z.string(),
  state: z.string(),
  setup_status: z.string().nullable(),
  qa_status: z.string().nullable(),
  organization_name: z.string().nullable(),
  creator_email: z.union([z.string(), masked]).nullable(),
  origin_id: z.string().nullable(),
  paused_at: time.nullable(),
  data_expired_at: time.nullable(),
  last_fetched_from_kombo_at: time.nullable().describe("The oldest watermark of its enabled, available endpoints."),
  last_webhook_at: time.nullable(),
  deleted_at: time.nullable(),
  purged_at: time.nullable().describe("Since when the records of a deleted integration are gone; drop yours too."),
  created_at: time,
  endpoints: z.array(
    z.object({
      endpoint: z.string(),
      model: z.string(),
      enabled: z.boolean(),
      watermark: time.nullable().describe("Everything Kombo had changed before it is in the mirror."),
      last_full_fetch_at: time.nullable(),
      last_succeeded_at: time.nullable(),
      unavailable_reason: z.string().nullable(),
      live_records: z.int(),
      deleted_records: z.int(),
    }),
  ),
});
export type ConsumerIntegration = z.infer<typeof integrationSchema>;

const flag = (text: string) =>
  z
    .enum(["true", "false"])
    .default("false")
    .transform((value) => value === "true")
    .describe(text);

export const recordsQuerySchema = z.strictObject({
  integration,
  model,
  id: z.string().max(255).optional().describe("Kombo's id of the record. Unique for each model only."),
  fetched_since: since("fetched_at"),
  changed_since: since("changed_at"),
  include_deleted: flag("Also tombstones, with their `deleted_at`."),
  cursor: recordCursor.optional(),
  limit,
});
export type RecordsQuery = z.output<typeof recordsQuerySchema>;

const recordSchema = z.object({
  ...row,
  organization_name: z.string().nullable(),
  model: z.string(),
  kombo_id: z.string(),
  endpoint: z.string(),
  remote_id: z.string().nullable(),
  data: z
    .record(z.string(), z.unknown())
    .describe('What Kombo sent, unknown fields included. A value the token may not see is `{"masked": "high"}`.'),
  display_name: z.string().nullable().describe("Null also where this token may not see it."),
  flags: z.array(z.string()),
  changed_at: time.nullable().describe("Kombo's; changes of nested objects do not move it."),
  remote_deleted_at: time.nullable(),
  deleted_at: time.nullable().describe("Set: a tombstone."),
  deleted_reason: z.enum(["remote", "absent"]).nullable(),
  first_seen_at: time,
  fetched_at: time.describe("When the request that brought this version was sent."),
  erased_at: time.nullable(),
});
export type ConsumerRecord = z.infer<typeof recordSchema>;

export const changesQuerySchema = z.strictObject({
  integration,
  model,
  kind: z.enum(changeKinds).optional().describe("Only changes of this kind."),
  expand: z.literal("record").optional().describe("`record`: each change carries its record as it is now."),
  cursor: feedCursor
    .optional()
    .describe("`next` of the answer before, or `feed_cursor` of /records. Without it: the oldest change that is kept."),
  limit,
});
export type ChangesQuery = z.output<typeof changesQuerySchema>;

const changeSchema = z.object({
  seq: z.string().describe("A whole number as text. Unique; the feed's order is not its order."),
  ...row,
  model: z.string(),
  kombo_id: z.string(),
  run_id: z.uuid().nullable(),
  kind: z.enum(changeKinds),
  paths: z
    .array(pathChangeSchema)
    .nullable()
    .describe("What changed, from what to what; null for `created` and `erased`."),
  nested_only: z.boolean(),
  drift: z.enum(driftKinds).nullable(),
  at: time,
  record: recordSchema
    .nullable()
    .optional()
    .describe("With `expand=record`: as it is now, tombstones too; null when its row is gone or was erased."),
});
export type ConsumerChange = z.infer<typeof changeSchema>;

export const runsQuerySchema = z.strictObject({
  integration,
  endpoint: z
    .enum(endpoints.map(({ path }: Endpoint) => path))
    .optional()
    .describe("Kombo's list endpoint."),
  state: z.enum(runStates).optional().describe("How far the run is."),
  mode: z.enum(runModes).optional().describe("Changes only, everything, or single records."),
  trigger: z.enum(runTriggers).optional().describe("Why it was made."),
  cursor: runCursor.optional(),
  limit,
});
export type RunsQuery = z.output<typeof runsQuerySchema>;

const runSchema = z.object({
  id: z.uuid(),
  ...row,
  endpoint: z.string(),
  mode: z.enum(runModes),
  dry_run: z.boolean(),
  trigger: z.enum(runTriggers),
  state: z.enum(runStates),
  updated_after: time.nullable(),
  fetch_started_at: time.nullable(),
  pages: z.int(),
  received: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  deleted: z.int(),
  restored: z.int(),
  stale: z.int(),
  invalid: z.int(),
  swept: z.int(),
  requests: z.int(),
  retries: z.int(),
  waiting_until: time.nullable(),
  error_code: z.string().nullable(),
  error_message: z.string().nullable(),
  requested_by: z.string().nullable(),
  created_at: time,
  started_at: time.nullable(),
  finished_at: time.nullable(),
});
export type ConsumerRun = z.infer<typeof runSchema>;

const next = z.string().nullable().describe("Give it as `cursor` for the next page; null at the end.");

export const integrationPageSchema = z.object({ rows: z.array(integrationSchema), next });
export const runPageSchema = z.object({ rows: z.array(runSchema), next });
export const recordPageSchema = z.object({
  rows: z.array(recordSchema),
  next,
  feed_cursor: z
    .string()
    .describe(
      "Where to read /changes from after the last page: this listing and the feed from there miss nothing. The same on every page.",
    ),
});
export const changePageSchema = z.object({
  rows: z.array(changeSchema),
  next: z.string().describe("Keep it: the feed goes on there, also when this page has no rows."),
  has_more: z.boolean().describe("Whether more is there already; if not, ask again later."),
  held_since: time
    .nullable()
    .describe("Since when the oldest open transaction holds back the changes that were committed after it began."),
  held_by: z.string().nullable().describe("What that transaction is, as far as the database lets us see."),
});

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    request_id: z.string(),
  })
  .describe("RFC 9457.");
