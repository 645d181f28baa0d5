import "server-only";

import { after } from "next/server";

import { env } from "@/lib/env";
import { composition } from "@/lib/server/composition";
import { tick } from "@/lib/sync/tick";

/** Doors that start work export `maxDuration = 300`: what is left after one more slice and ten seconds of grace. */
const tickBudgetMs = 270_000;

/** Something is due: wake the resident loop of this process, or tick after the answer is sent. */
export function startWork(): void {
  const { resident, sync, log } = composition();
  if (!sync) return;
  if (resident) return resident.wake();
  after(async () => {
    try {
      const summary = await tick(sync, { budgetMs: tickBudgetMs, concurrency: env().syncConcurrency });
      log.info(summary, "tick");
    } catch (error) {
      log.error({ err: error }, "tick failed");
    }
  });
}
