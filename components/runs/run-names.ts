import { CalendarClock, Clock, History, Layers, RotateCw, Sparkles, UserRound, Webhook } from "lucide-react";

import type { IconType } from "@/components/ui/icon";
import type { DriftKind } from "@/lib/mirror/schema/change-words";
import type { RunRow } from "@/lib/sync/schema";
import {
  isRateLimit,
  type RunMode,
  type RunState,
  type RunStateFilter,
  type RunTrigger,
} from "@/lib/sync/schema/run-words";

export const modeNames = { delta: "Delta", full: "Full", ids: "By id" } as const satisfies Record<RunMode, string>;

export const stateNames = {
  queued: "Queued",
  running: "Running",
  succeeded: "Succeeded",
  failed: "Failed",
  cancelled: "Cancelled",
  needs_review: "Held for review",
} as const satisfies Record<RunState, string>;

export const triggers = {
  webhook: { name: "Webhook", icon: Webhook },
  legacy_webhook: { name: "Legacy webhook", icon: Webhook },
  cron: { name: "Schedule", icon: CalendarClock },
  manual: { name: "By hand", icon: UserRound },
  initial: { name: "First fetch", icon: Sparkles },
  replay: { name: "Replay", icon: History },
  catch_up: { name: "Catch-up", icon: Clock },
  nested: { name: "Nested copies", icon: Layers },
  refetch: { name: "Fetched again", icon: RotateCw },
} as const satisfies Record<RunTrigger, { readonly name: string; readonly icon: IconType }>;

export const stateFilterNames = {
  ...stateNames,
  rate_limited: "Rate limited",
} as const satisfies Record<RunStateFilter, string>;

/** `Full fetch of employees`. */
export function nameRun(run: Pick<RunRow, "mode" | "dryRun" | "endpointLabel">): string {
  const what = run.endpointLabel.charAt(0).toLowerCase() + run.endpointLabel.slice(1);
  if (run.dryRun) return `Dry run of ${what}`;
  const how = { delta: "Delta fetch of", full: "Full fetch of", ids: "Fetch by id of" } as const;
  return `${how[run.mode]} ${what}`;
}

/** Who or what started it. */
export function nameCause(run: Pick<RunRow, "trigger" | "requestedBy">): string {
  return run.requestedBy ?? triggers[run.trigger].name;
}

export function isActive(run: Pick<RunRow, "state">): boolean {
  return run.state === "queued" || run.state === "running";
}

/** A wait is either Kombo's rate limit or the pause before another try; the code of the error tells which. */
export function isRateLimited(run: Pick<RunRow, "waitingUntil" | "errorCode" | "state">): boolean {
  return isActive(run) && run.waitingUntil !== null && isRateLimit(run.errorCode);
}

/** How far it is, 0 to 1; null when nothing says how much there is. */
export function shareOf(run: Pick<RunRow, "received" | "expected" | "mode">): number | null {
  if (run.expected === null || run.expected === 0 || run.mode !== "full") return null;
  return Math.min(0.99, run.received / run.expected);
}

export function durationOf(run: Pick<RunRow, "startedAt" | "finishedAt">, now: Date): number | null {
  if (run.startedAt === null) return null;
  const end = run.finishedAt === null ? now.getTime() : new Date(run.finishedAt).getTime();
  return Math.max(0, end - new Date(run.startedAt).getTime());
}

export function isRunTrigger(trigger: string): trigger is RunTrigger {
  return trigger in triggers;
}

/** What a full fetch found beside what deltas had brought. */
export const driftNames = {
  missed_create: "creations missed",
  missed_update: "updates missed",
  missed_delete: "deletions missed",
  stale_copy: "stale nested copies",
  local_edit: "edited in Postgres",
  local_delete: "deleted in Postgres",
} as const satisfies Record<DriftKind, string>;
