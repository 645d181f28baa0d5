import { z } from "zod";

import { isoTime } from "@/lib/http/page";
import { storableTime } from "@/lib/storable-text";

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

export const settingsRequestSchema = z
  .strictObject({ strategy: z.enum(strategies).optional(), legacyEvents: z.enum(legacyEventModes).optional() })
  .refine(({ strategy, legacyEvents }) => strategy !== undefined || legacyEvents !== undefined, {
    message: "give strategy, legacyEvents or both",
  });
export type SettingsRequest = z.infer<typeof settingsRequestSchema>;
export const settingsAnswerSchema = z.object({ strategy: z.enum(strategies), legacyEvents: z.enum(legacyEventModes) });
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

/** The run's detail says of each wanted record whether Kombo returned it. */
export const refetchAnswerSchema = z.object({
  run: z.object({ id: z.string(), joined: z.boolean() }),
});
export type RefetchAnswer = z.infer<typeof refetchAnswerSchema>;
