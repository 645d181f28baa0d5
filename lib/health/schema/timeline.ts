import { z } from "zod";

import { isoTime, pageOf } from "@/lib/http/page";
import { runRowSchema } from "@/lib/sync/schema";

import { timelineKinds } from "./timeline-words";

const deedSchema = z.object({
  id: z.string(),
  at: isoTime,
  actorName: z.string(),
  /** `noun.verb` */
  action: z.string(),
  target: z.string(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  /** The run it was done to. */
  runId: z.string().nullable(),
});
export type Deed = z.infer<typeof deedSchema>;

const lifecycleEventSchema = z.object({
  id: z.string(),
  at: isoTime,
  type: z.string(),
  state: z.string().nullable(),
  setupStatus: z.string().nullable(),
  qaStatus: z.string().nullable(),
});
export type LifecycleEvent = z.infer<typeof lifecycleEventSchema>;

/** What happened to an integration: its runs, what Kombo said about its connection, what people did. */
const timelineEntrySchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("run"), run: runRowSchema }),
  z.object({ kind: z.literal("event"), event: lifecycleEventSchema }),
  z.object({ kind: z.literal("deed"), deed: deedSchema }),
]);
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;
export const timelinePageSchema = pageOf(timelineEntrySchema);

export const timelineFiltersSchema = z.object({
  /** Only these; all of them unless told otherwise. */
  kind: z.enum(timelineKinds).optional(),
  cursor: z.string().optional(),
});
export type TimelineFilters = z.infer<typeof timelineFiltersSchema>;
