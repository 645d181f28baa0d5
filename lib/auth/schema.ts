import { z } from "zod";

import { isoTime, pageOf } from "@/lib/http/page";
import { storableTime } from "@/lib/storable-time";

/** Why somebody does what touches people's data; kept in the audit log. */
export const reasonSchema = z
  .string()
  .trim()
  .min(5, "say why in a few words; they are kept in the audit log")
  .max(300, "at most 300 characters");

const auditRowSchema = z.object({
  id: z.string(),
  at: isoTime,
  actorId: z.string().nullable(),
  actorName: z.string(),
  /** `noun.verb` */
  action: z.string(),
  target: z.string(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});
export type AuditRow = z.infer<typeof auditRowSchema>;
export const auditPageSchema = pageOf(auditRowSchema);

export const auditFiltersSchema = z.object({
  actor: z.string().optional(),
  action: z.string().optional(),
  /** Part of what the deed was done to: an id, a model, an e-mail. */
  search: z.string().max(200).optional(),
  from: storableTime.optional(),
  to: storableTime.optional(),
  cursor: z.string().optional(),
});
export type AuditFilters = z.infer<typeof auditFiltersSchema>;

/** What the filters can choose from. */
export const auditChoicesSchema = z.object({ actors: z.array(z.string()), actions: z.array(z.string()) });
