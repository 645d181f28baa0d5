import { type HealthKind, healthKinds } from "@/lib/health/schema/health-words";
import { unreadableStates } from "@/lib/sync/readable";

import type { EndpointRow } from "./schema";

export type EndpointFacts = {
  readonly enabled: boolean;
  readonly unavailableReason: string | null;
  readonly watermark: Date | null;
  readonly lastSucceededAt: Date | null;
  readonly dirtySince: Date | null;
  readonly consecutiveFailures: number;
  readonly dueAt: Date | null;
  readonly activeRun: {
    readonly state: string;
    readonly waitingUntil: Date | null;
    readonly errorCode: string | null;
  } | null;
};

export type IntegrationFacts = {
  readonly state: string;
  readonly pausedAt: Date | null;
  readonly deletedAt: Date | null;
  readonly objectives: Objectives;
};

/** What is promised for an integration. */
export type Objectives = {
  /** A change that is known is fetched within this time. */
  readonly serveMs: number;
  /** A complete fetch of any kind ends within this time. */
  readonly confirmMs: number;
};

export type Verdict = { readonly kind: HealthKind; readonly since: Date | null };

const well: Verdict = { kind: "well", since: null };

/**
 * Freshness of one endpoint. No webhook usually means nothing changed, so the age of the last fetch alone says little:
 * behind counts from the oldest mark nothing served, unconfirmed from the last complete fetch of any kind.
 */
export function decideEndpointHealth(facts: EndpointFacts, objectives: Objectives, now: Date): Verdict {
  if (!facts.enabled || facts.unavailableReason !== null) return well;
  if (facts.consecutiveFailures > 0) return { kind: "failing", since: facts.dirtySince };
  if (isRateLimited(facts, now)) return { kind: "rate_limited", since: facts.dirtySince };
  if (facts.watermark === null) return { kind: "initial", since: facts.dirtySince };
  if (isOlder(facts.dirtySince, objectives.serveMs, now)) return { kind: "behind", since: facts.dirtySince };
  if (isOlder(facts.lastSucceededAt, objectives.confirmMs, now)) {
    return { kind: "unconfirmed", since: facts.lastSucceededAt };
  }
  return well;
}

/** An integration that cannot be read at all says why once; otherwise it is as well as its worst endpoint. */
export function decideIntegrationHealth(
  integration: IntegrationFacts,
  endpoints: readonly EndpointFacts[],
  now: Date,
): Verdict {
  if (integration.deletedAt) return { kind: "deleted", since: integration.deletedAt };
  if (integration.state === "INVALID") return { kind: "invalid", since: null };
  if (unreadableStates.includes(integration.state)) return { kind: "inactive", since: null };
  if (integration.pausedAt) return { kind: "paused", since: integration.pausedAt };
  const verdicts = endpoints.map((facts) => decideEndpointHealth(facts, integration.objectives, now));
  return verdicts.reduce((worst, verdict) => (severity(verdict) < severity(worst) ? verdict : worst), well);
}

/** The kinds are listed worst first. */
function severity({ kind }: Verdict): number {
  return healthKinds.indexOf(kind);
}

/** What an endpoint does at this moment. */
export function decideNow(facts: EndpointFacts, now: Date): EndpointRow["now"] {
  if (!facts.enabled) return { kind: "off", until: null };
  if (facts.unavailableReason !== null) return { kind: "unavailable", until: null };
  const run = facts.activeRun;
  if (!run) return decideRest(facts, now);
  if (run.waitingUntil !== null && run.waitingUntil > now) {
    return { kind: isRateLimited(facts, now) ? "rate_limited" : "retrying", until: run.waitingUntil.toISOString() };
  }
  return { kind: run.state === "running" ? "running" : "queued", until: null };
}

/** Between two runs: it waits after a failure, or for a worker, or for nothing. */
function decideRest({ consecutiveFailures, dueAt, dirtySince }: EndpointFacts, now: Date): EndpointRow["now"] {
  if (consecutiveFailures > 0 && dueAt !== null && dueAt > now) return { kind: "retrying", until: dueAt.toISOString() };
  return { kind: dirtySince === null ? "idle" : "dirty", until: null };
}

function isRateLimited({ activeRun }: EndpointFacts, now: Date): boolean {
  const isWaiting = activeRun !== null && activeRun.waitingUntil !== null && activeRun.waitingUntil > now;
  return isWaiting && /RATE_LIMIT|CONCURRENCY_LIMIT|HTTP_429/.test(activeRun.errorCode ?? "");
}

function isOlder(time: Date | null, ms: number, now: Date): boolean {
  return time !== null && now.getTime() - time.getTime() > ms;
}
