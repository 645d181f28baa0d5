import { z } from "zod";

import { reasonSchema } from "@/lib/auth/schema";
import { isoTime, pageOf } from "@/lib/http/page";
import { storableTime } from "@/lib/storable-time";

import { changeKinds, driftKinds } from "./schema/change-words";

/**
 * One difference between two versions of a record.
 * `path`: keys joined by dots; an entry of a list of things with ids is `employments[<id>]`, of another list `[2]`.
 * `from` is absent when the path is new, `to` when it is gone.
 * `nested`: the innermost object with an id of its own that the path lies in.
 */
export const pathChangeSchema = z.object({
  path: z.string(),
  from: z.unknown().optional(),
  to: z.unknown().optional(),
  nested: z.object({ at: z.string(), id: z.string() }).optional(),
});
export type PathChange = z.infer<typeof pathChangeSchema>;

const recordRowSchema = z.object({
  komboIntegrationId: z.string(),
  organizationName: z.string().nullable(),
  model: z.string(),
  modelLabel: z.string(),
  komboId: z.string(),
  remoteId: z.string().nullable(),
  displayName: z.string().nullable(),
  /** The few values that tell records of this model apart (title, team, status): label and text, or that it is hidden. */
  highlights: z.array(
    z.object({ label: z.string(), value: z.union([z.string(), z.object({ masked: z.enum(["personal", "high"]) })]) }),
  ),
  changedAt: isoTime.nullable(),
  fetchedAt: isoTime,
  deletedAt: isoTime.nullable(),
  deletedReason: z.enum(["remote", "absent"]).nullable(),
});
export type RecordRow = z.infer<typeof recordRowSchema>;
export const recordPageSchema = pageOf(recordRowSchema);

export const recordDetailSchema = recordRowSchema.extend({
  endpoint: z.string(),
  data: z.record(z.string(), z.unknown()),
  remoteDeletedAt: isoTime.nullable(),
  firstSeenAt: isoTime,
  flags: z.array(z.string()),
  /** Since when its data is gone: Kombo emptied it, or somebody erased it here. */
  erasedAt: isoTime.nullable(),
  /** It was erased on request, or `owner` was, to whom it belongs: answers for it are not stored. */
  erasure: z
    .object({
      at: isoTime,
      by: z.string(),
      /** Null for whom names are masked. */
      reason: z.string().nullable(),
      owner: z.object({ model: z.string(), komboId: z.string() }),
    })
    .nullable(),
  /** Records this one names by id: path in `data` → where it is mirrored. */
  links: z.record(z.string(), z.object({ model: z.string(), komboId: z.string(), displayName: z.string().nullable() })),
});
export type RecordDetail = z.infer<typeof recordDetailSchema>;

const recordChangeSchema = z.object({
  seq: z.string(),
  komboIntegrationId: z.string(),
  model: z.string(),
  modelLabel: z.string(),
  komboId: z.string(),
  displayName: z.string().nullable(),
  kind: z.enum(changeKinds),
  paths: z.array(pathChangeSchema),
  /** Only objects inside the record changed, the record itself did not. */
  nestedOnly: z.boolean(),
  drift: z.enum(driftKinds).nullable(),
  at: isoTime,
  run: z.object({ id: z.string(), mode: z.string(), trigger: z.string(), page: z.number().nullable() }).nullable(),
  /** The newest webhook behind that run. */
  webhook: z.object({ id: z.string(), type: z.string(), firstReceivedAt: isoTime }).nullable(),
});
export type RecordChange = z.infer<typeof recordChangeSchema>;
export const recordChangePageSchema = pageOf(recordChangeSchema);

export const recordFiltersSchema = z.object({
  integration: z.string().optional(),
  model: z.string().optional(),
  /** Parts of names and e-mails, of two letters how they begin; or a whole id. */
  search: z.string().optional(),
  deleted: z.enum(["exclude", "only", "include"]).default("exclude"),
  /** Written since. */
  since: storableTime.optional(),
  /** Those a full fetch ever found to have drifted: in any way, or in this one. */
  drift: z.enum(["any", ...driftKinds]).optional(),
  /** Those that name one record, of an integration and a model that are named too: `manager_id:hris_employees:4xY…`. */
  related: z.string().max(400).optional(),
  cursor: z.string().optional(),
});
export type RecordFilters = z.input<typeof recordFiltersSchema>;

/** One page of the list: no more than is shown. */
export const recordListSchema = recordFiltersSchema.extend({
  limit: z.coerce.number<number>().int().min(1).max(50).default(50),
});

export const recordCountsQuerySchema = z.object({ integration: z.string().optional() });

/** How many records are mirrored by model, of one integration or of all; models without any are left out. */
export const recordCountsSchema = z.object({
  rows: z.array(
    z.object({
      category: z.string(),
      model: z.string(),
      label: z.string(),
      live: z.number(),
      deleted: z.number(),
    }),
  ),
});
export type ModelCount = z.infer<typeof recordCountsSchema>["rows"][number];

/** One masked field, and why it has to be seen; `path` as the record or its change log names it. */
export const revealRequestSchema = z.object({
  path: z.string().min(1).max(500),
  reason: reasonSchema,
});
export type RevealRequest = z.output<typeof revealRequestSchema>;

/** `value` of a record; `from` and `to` of a change. */
export const revealAnswerSchema = z.object({
  value: z.unknown().optional(),
  from: z.unknown().optional(),
  to: z.unknown().optional(),
});
export type RevealAnswer = z.output<typeof revealAnswerSchema>;
