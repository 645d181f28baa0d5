import { isActive } from "@/components/runs/run-names";
import type { EndpointRow } from "@/lib/health/schema";

const pageSize = 250;

export type FullFetchPlan = {
  readonly endpoints: readonly EndpointRow[];
  readonly records: number;
  readonly requests: number;
  /** A full fetch of these is active already; it is joined, not started twice. */
  readonly joined: readonly EndpointRow[];
  /** These wait for Kombo's rate limit first. */
  readonly waiting: readonly EndpointRow[];
  /** How long the slowest of them took last time; null when none has a complete full fetch. */
  readonly slowestMs: number | null;
};

export function listFetchable(endpoints: readonly EndpointRow[]): readonly EndpointRow[] {
  return endpoints.filter((endpoint) => endpoint.enabled && endpoint.unavailableReason === null);
}

/** What a full fetch of these endpoints will do, from what is known before it starts. */
export function buildFullFetchPlan(endpoints: readonly EndpointRow[]): FullFetchPlan {
  const durations = endpoints.flatMap((endpoint) => {
    const last = endpoint.recentRuns.findLast((run) => run.mode === "full" && run.state === "succeeded");
    return last?.durationMs ? [last.durationMs] : [];
  });
  const joined = endpoints.filter(({ activeRun }) => activeRun?.mode === "full" && isActive(activeRun));
  return {
    endpoints,
    records: endpoints.reduce((sum, { liveRecords }) => sum + liveRecords, 0),
    requests: endpoints.reduce((sum, { liveRecords }) => sum + Math.max(1, Math.ceil(liveRecords / pageSize)), 0),
    joined,
    waiting: endpoints.filter((endpoint) => endpoint.now.kind === "rate_limited" && !joined.includes(endpoint)),
    slowestMs: durations.length === 0 ? null : Math.max(...durations),
  };
}
