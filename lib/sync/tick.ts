import { refreshDueDetails } from "@/lib/integrations/refresh-details";

import { claimWork } from "./claim-work";
import type { SyncDeps } from "./deps";
import { getKeyState } from "./kombo-key";
import { planCatchUp } from "./plan-catch-up";
import { runSlice } from "./run-slice";

export type TickOptions = {
  /** No slice is started after this; the last one may take one slice longer. */
  readonly budgetMs: number;
  /** Slices at a time. */
  readonly concurrency: number;
  readonly signal?: AbortSignal;
};

export type TickSummary = { readonly slices: number; readonly completed: number; readonly failed: number };

/** Does due work until nothing is due or the budget is used. Knows nothing of who calls it; any number may run at once. */
export async function tick(deps: SyncDeps, options: TickOptions): Promise<TickSummary> {
  const startedAt = performance.now();
  const summary = { slices: 0, completed: 0, failed: 0 };
  const mayStart = () => performance.now() - startedAt < options.budgetMs && !options.signal?.aborted;
  const now = await deps.clock.start();
  const { blockedUntil } = await getKeyState(deps.pool, deps.keyId);
  if (blockedUntil !== null && blockedUntil > now()) return summary;
  await refreshDueDetails(deps, now);
  await planCatchUp(deps, now());
  const work = async () => {
    while (mayStart()) {
      const outcome = await claimWork(deps);
      if (outcome.kind === "idle") return;
      if (outcome.kind === "rested") continue;
      const slice = await runSlice(deps, outcome.claim);
      summary.slices++;
      if (slice.kind === "completed") summary.completed++;
      if (slice.kind === "failed") summary.failed++;
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, work));
  return summary;
}
