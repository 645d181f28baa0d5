import { type Bell, createBell } from "./bell";
import { claimWork } from "./claim-work";
import type { SyncDeps } from "./deps";
import { forgetErased } from "./forget-erased";
import { forgetMisdatedWaits, getKeyState } from "./kombo-key";
import { planCatchUp } from "./plan-catch-up";
import { purgeDeleted } from "./purge-deleted";
import { refreshDueDetails } from "./refresh-details";
import { pruneHistory } from "./retention/prune";
import { runSlice, type SliceOutcome } from "./run-slice";

export type TickOptions = {
  /** No slice is started after this; the last one may take one slice longer. */
  readonly budgetMs: number;
  /** Slices at a time. With more than one, one of them is kept for deltas (I13). */
  readonly concurrency: number;
  readonly signal?: AbortSignal;
  /** Rung when something becomes due; without it workers look again each second while others are busy. */
  readonly bell?: Bell;
};

export type TickSummary = { readonly slices: number; readonly completed: number; readonly failed: number };

const lookAgainMs = 1_000;

/** Does due work until nothing is due or the budget is used. Knows nothing of who calls it; any number may run at once. */
export async function tick(deps: SyncDeps, options: TickOptions): Promise<TickSummary> {
  const now = await deps.clock.start();
  await forgetMisdatedWaits(deps.pool, { keyId: deps.keyId, now: now() });
  const { blockedUntil } = await getKeyState(deps.pool, deps.keyId);
  const summary = { slices: 0, completed: 0, failed: 0 };
  if (blockedUntil !== null && blockedUntil > now()) return summary;
  await planCatchUp(deps, now());
  const crew = createCrew(deps, options, (outcome) => {
    summary.slices++;
    if (outcome.kind === "completed") summary.completed++;
    if (outcome.kind === "failed") summary.failed++;
  });
  const workers = Array.from({ length: options.concurrency }, (_, index) =>
    crew.work({ deltasOnly: index === 0 && options.concurrency > 1 }),
  );
  // Beside the workers: a slow answer about one integration holds no page up. It counts as busy, since while it stores an
  // answer it holds that integration's endpoints, and whoever claims then finds nothing.
  const settled = await Promise.allSettled([crew.during(() => refreshDueDetails(deps, now)), ...workers]);
  await forgetErased(deps, now);
  await purgeDeleted(deps, now);
  await pruneHistory(deps, now);
  const failure = settled.find(({ status }) => status === "rejected");
  if (failure?.status === "rejected") throw failure.reason;
  return summary;
}

/** Workers that claim and do slices. One that finds nothing waits while somebody is busy, whose work may make more due. */
function createCrew(deps: SyncDeps, options: TickOptions, onSlice: (outcome: SliceOutcome) => void) {
  const startedAt = performance.now();
  const mayStart = () => performance.now() - startedAt < options.budgetMs && !options.signal?.aborted;
  const bell = options.bell ?? createBell();
  let busy = 0;
  let isOver = false;
  let news = 0;
  const tellNews = () => {
    news++;
    bell.nudge();
  };
  const workUntilIdle = async (deltasOnly: boolean): Promise<void> => {
    while (mayStart()) {
      const outcome = await claimWork(deps, { deltasOnly });
      if (outcome.kind === "idle") return;
      if (outcome.kind !== "claimed") continue;
      onSlice(await runSlice(deps, outcome.claim));
      // The endpoint is free again: what it has left to do may be none of this worker's.
      tellNews();
    }
  };
  return {
    async during<Result>(work: () => Promise<Result>): Promise<Result> {
      busy++;
      try {
        return await work();
      } finally {
        busy--;
        tellNews();
      }
    },
    async work({ deltasOnly }: { deltasOnly: boolean }): Promise<void> {
      while (mayStart() && !isOver) {
        const known = news;
        busy++;
        try {
          await workUntilIdle(deltasOnly);
        } finally {
          busy--;
        }
        // What ended while this one was looking may have made due what it did not find.
        if (known !== news) continue;
        // The last one to find nothing ends the tick for all.
        isOver = busy === 0;
        if (isOver) return bell.nudge();
        await bell.wait(lookAgainMs);
      }
    },
  };
}
