import { rateLimitCodes } from "@/lib/kombo/errors";

export const runModes = ["delta", "full", "ids"] as const;
export const runStates = ["queued", "running", "succeeded", "failed", "cancelled", "needs_review"] as const;
/** What a list of runs is narrowed to: also those that wait for Kombo's limit. */
export const runStateFilters = [...runStates, "rate_limited"] as const;
export const runTriggers = [
  "webhook",
  "legacy_webhook",
  "cron",
  "manual",
  "initial",
  "replay",
  "catch_up",
  "nested",
  "refetch",
] as const;
export type RunMode = (typeof runModes)[number];
export type RunState = (typeof runStates)[number];
export type RunStateFilter = (typeof runStateFilters)[number];
export type RunTrigger = (typeof runTriggers)[number];

/** Whether an error's code says that the key's limit is used up. */
export function isRateLimit(code: string | null): boolean {
  return code !== null && rateLimitCodes.includes(code);
}
