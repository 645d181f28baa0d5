import { isActive } from "@/components/runs/run-names";
import type { EndpointRow } from "@/lib/health/schema";
import type { FullFetchAnswer, RunRow } from "@/lib/sync/schema";

export type FullFetchStep = {
  readonly endpoint: string;
  readonly label: string;
  readonly runId: string;
  /** Null once it is over. */
  readonly run: RunRow | null;
  readonly endedWell: boolean;
  readonly durationMs: number | null;
};

/** Full fetches that are active, and those of `started` that are over. */
export function listFullFetchSteps(
  endpoints: readonly EndpointRow[],
  started: FullFetchAnswer["runs"],
): readonly FullFetchStep[] {
  return endpoints.flatMap((row): readonly FullFetchStep[] => {
    const { endpoint, label, activeRun, recentRuns } = row;
    if (activeRun && activeRun.mode === "full" && isActive(activeRun)) {
      return [{ endpoint, label, runId: activeRun.id, run: activeRun, endedWell: false, durationMs: null }];
    }
    const runId = started.find((run) => run.endpoint === endpoint)?.id;
    const ended = recentRuns.find((run) => run.id === runId);
    if (!runId || !ended?.finishedAt) return [];
    return [
      { endpoint, label, runId, run: null, endedWell: ended.state === "succeeded", durationMs: ended.durationMs },
    ];
  });
}

export function sumSteps(steps: readonly FullFetchStep[]) {
  const active = steps.flatMap(({ run }) => (run ? [run] : []));
  return {
    done: steps.length - active.length,
    active: active.length,
    received: active.reduce((sum, run) => sum + run.received, 0),
    pages: active.reduce((sum, run) => sum + run.pages, 0),
    oldest: active.toSorted((one, other) => (one.startedAt ?? "~").localeCompare(other.startedAt ?? "~"))[0] ?? null,
  };
}
