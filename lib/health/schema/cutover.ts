import { z } from "zod";

import { isoTime } from "@/lib/http/page";

const phaseSchema = z.discriminatedUnion("kind", [
  /** `data-changed` arrives and causes runs. */
  z.object({
    kind: z.literal("announced"),
    isDone: z.boolean(),
    events: z.number(),
    eventsWithRuns: z.number(),
    unserved: z.number(),
    lastAt: isoTime.nullable(),
  }),
  /** The weekly full fetch really runs, for every endpoint. */
  z.object({
    kind: z.literal("safety_net"),
    isDone: z.boolean(),
    endpoints: z.number(),
    overdue: z.number(),
    oldestAt: isoTime.nullable(),
  }),
  /** No legacy event brought a change that no `data-changed` announced. */
  z.object({ kind: z.literal("covered"), isDone: z.boolean(), events: z.number(), uncovered: z.number() }),
  /** Legacy events are stored and ignored. */
  z.object({ kind: z.literal("cut_over"), isDone: z.boolean(), ignored: z.number() }),
]);

export const cutoverSchema = z.object({
  legacyEvents: z.enum(["act", "ignore"]),
  /** Everything is measured from here on. */
  since: isoTime,
  /** The first three phases are done: nothing is lost by ignoring legacy events. */
  isReady: z.boolean(),
  phases: z.array(phaseSchema),
});

export type Cutover = z.output<typeof cutoverSchema>;
export type CutoverPhase = z.output<typeof phaseSchema>;
