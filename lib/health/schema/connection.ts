import { z } from "zod";

import { isoTime } from "@/lib/http/page";

/** Of a part of the service. open: nothing has happened yet that could tell. */
const partStates = ["well", "open", "late", "broken", "off"] as const;
export type PartState = (typeof partStates)[number];

const partIds = [
  "database",
  "scheduler",
  "weekly_full_fetch",
  "kombo",
  "clock",
  "webhooks",
  "alerts",
  "change_feed",
  "retention",
] as const;

const partSchema = z.object({
  id: z.enum(partIds),
  label: z.string(),
  state: z.enum(partStates),
  /** One sentence. */
  text: z.string(),
  /** A time that belongs to it, and what happened or happens then. */
  time: z.object({ label: z.string(), at: isoTime, isAhead: z.boolean() }).nullable(),
  /** What to do; null where nothing is. */
  wayOut: z.string().nullable(),
});
export type ConnectionPart = z.infer<typeof partSchema>;

const variableSchema = z.object({
  name: z.string(),
  isSet: z.boolean(),
  isSecret: z.boolean(),
  does: z.string(),
  /** What is not there, or stands in for it, without it. */
  without: z.string(),
  /** Without it something of weight is missing. */
  isNeeded: z.boolean(),
});
export type Variable = z.infer<typeof variableSchema>;

const rejectionSchema = z.object({ at: isoTime, cause: z.string(), wayOut: z.string() });
export type Rejection = z.infer<typeof rejectionSchema>;

export const connectionSchema = z.object({
  kombo: z.object({
    isKeySet: z.boolean(),
    region: z.string(),
    /** The last answer that took the key. */
    lastOkAt: isoTime.nullable(),
    latencyMs: z.number().nullable(),
  }),
  webhooks: z.object({
    /** What is entered in Kombo. */
    url: z.string(),
    /** False: only this machine can reach it. */
    isReachable: z.boolean(),
    isSecretSet: z.boolean(),
    events: z.array(z.object({ type: z.string(), does: z.string() })),
    last: z.object({ id: z.string(), type: z.string(), at: isoTime }).nullable(),
    lastRejected: rejectionSchema.nullable(),
  }),
  isAlertTargetSet: z.boolean(),
  parts: z.array(partSchema),
  variables: z.array(variableSchema),
});
export type Connection = z.infer<typeof connectionSchema>;

export const testEventAnswerSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("stored"), webhookId: z.string(), status: z.number(), tookMs: z.number() }),
  z.object({ kind: z.literal("failed"), status: z.number().nullable(), problem: z.string(), wayOut: z.string() }),
]);
export type TestEventAnswer = z.infer<typeof testEventAnswerSchema>;

export const testAlertAnswerSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("arrived"), status: z.number(), tookMs: z.number() }),
  z.object({ kind: z.literal("not_arrived"), problem: z.string() }),
]);
export type TestAlertAnswer = z.infer<typeof testAlertAnswerSchema>;

const stepIds = ["key", "webhook", "integration", "full_fetch", "scheduler"] as const;

const stepSchema = z.object({
  id: z.enum(stepIds),
  isDone: z.boolean(),
  title: z.string(),
  text: z.string(),
  /** When it became true, or was last seen to be. */
  at: isoTime.nullable(),
  /** Whether Kombo can be asked, or a test event be sent, to see whether it is true. */
  canTry: z.boolean(),
  /** Why it does not become true by itself. */
  problem: z.object({ title: z.string(), text: z.string() }).nullable(),
  /** 0 to 1 while it is under way. */
  share: z.number().nullable(),
});
export type FirstRunStep = z.infer<typeof stepSchema>;

export const firstRunSchema = z.object({ webhookUrl: z.string(), steps: z.array(stepSchema) });
export type FirstRun = z.infer<typeof firstRunSchema>;
