import { z } from "zod";

import { isoTime } from "@/lib/http/page";
import { komboSyncTypes, linkLanguages } from "@/lib/kombo/wire";
import { storableTime } from "@/lib/storable-time";

/** Pausing and resuming: the endpoints it concerns now. */
export const pauseAnswerSchema = z.object({
  pausedAt: isoTime.nullable(),
  /** Paused: their run stops after the page in hand, and goes on when resumed. */
  stopping: z.array(z.string()),
  /** Resumed: they have work and are due at once. */
  due: z.array(z.string()),
});
export type PauseAnswer = z.infer<typeof pauseAnswerSchema>;

const strategies = ["changed_models", "simplified"] as const;
const legacyEventModes = ["act", "ignore"] as const;

export const settingsAnswerSchema = z.object({
  strategy: z.enum(strategies),
  legacyEvents: z.enum(legacyEventModes),
  /** Within which a change that is known is fetched: a minute to a day. */
  serveObjectiveSeconds: z.number().int().min(60).max(86_400),
  /** Within which a complete fetch of any kind ends: an hour to 14 days. */
  confirmObjectiveSeconds: z.number().int().min(3_600).max(1_209_600),
});
export const settingNames = settingsAnswerSchema.keyof().options;
export const settingsRequestSchema = z
  .strictObject(settingsAnswerSchema.partial().shape)
  .refine((settings) => settingNames.some((name) => settings[name] !== undefined), {
    message: `give at least one of ${settingNames.join(", ")}`,
  });
export type SettingsRequest = z.infer<typeof settingsRequestSchema>;
export type SettingsAnswer = z.infer<typeof settingsAnswerSchema>;

export const endpointChoiceRequestSchema = z
  .strictObject({
    enable: z.array(z.string()).default([]),
    disable: z.array(z.string()).default([]),
    /** Only say what would happen. */
    dryRun: z.boolean().default(false),
  })
  .refine(({ enable, disable }) => enable.length + disable.length > 0, {
    message: "name at least one endpoint in enable or disable",
  });

/**
 * full_fetch: enabled, everything is fetched now. full_fetch_later: enabled, fetched as soon as the integration can be
 * read and offers it. stopped: disabled, its work ends, its records stay. unchanged: it was so already.
 */
const choiceEffects = ["full_fetch", "full_fetch_later", "stopped", "unchanged"] as const;
export const endpointChoiceAnswerSchema = z.object({
  dryRun: z.boolean(),
  endpoints: z.array(
    z.object({
      endpoint: z.string(),
      endpointLabel: z.string(),
      enabled: z.boolean(),
      effect: z.enum(choiceEffects),
      /** Runs that end because the endpoint is disabled. */
      endedRuns: z.number(),
      /** Live records: they stay, but are not kept current while the endpoint is disabled. */
      records: z.number(),
    }),
  ),
});
export type EndpointChoiceAnswer = z.infer<typeof endpointChoiceAnswerSchema>;

/** `to`: ISO 8601 with a time zone. */
export const rewindRequestSchema = z.strictObject({
  endpoint: z.string(),
  to: storableTime,
});
export type RewindRequest = z.infer<typeof rewindRequestSchema>;

export const rewindAnswerSchema = z.object({
  endpoint: z.string(),
  endpointLabel: z.string(),
  from: isoTime,
  to: isoTime,
  /** Stored records that changed after `to`: about as many will be fetched again. */
  records: z.number(),
  /** `to` is older than Kombo keeps deletions, so everything is fetched (I15). */
  becomesFullFetch: z.boolean(),
  /** Runs in progress, which must not move the watermark any more. */
  runsInProgress: z.number(),
});
export type RewindAnswer = z.infer<typeof rewindAnswerSchema>;

export const askSyncRequestSchema = z.strictObject({ type: z.enum(komboSyncTypes).default("DELTA") });
export type AskSyncRequest = z.output<typeof askSyncRequestSchema>;
export const askSyncAnswerSchema = z.object({
  /** A sync was queued or running already: it is that one. */
  alreadyQueued: z.boolean(),
  syncId: z.string(),
  /** What Kombo does, which may be more than was asked for. */
  type: z.string(),
});
export type AskSyncAnswer = z.infer<typeof askSyncAnswerSchema>;

export const reconnectRequestSchema = z.strictObject({ language: z.enum(linkLanguages).default("en") });
export type ReconnectRequest = z.output<typeof reconnectRequestSchema>;
export const reconnectAnswerSchema = z.object({ link: z.string() });
export type ReconnectAnswer = z.infer<typeof reconnectAnswerSchema>;

/** The run's detail says of each wanted record whether Kombo returned it. */
export const refetchAnswerSchema = z.object({
  run: z.object({ id: z.string(), joined: z.boolean() }),
});
export type RefetchAnswer = z.infer<typeof refetchAnswerSchema>;
