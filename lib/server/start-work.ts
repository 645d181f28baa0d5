import "server-only";

import { after } from "next/server";

import { env } from "@/lib/env";
import { watchAlertsSafely } from "@/lib/server/alerts";
import { composition } from "@/lib/server/composition";
import { ensureDrive } from "@/lib/server/start-drive";
import type { SyncDeps } from "@/lib/sync/deps";
import { tick } from "@/lib/sync/tick";

/** Doors that start work export `maxDuration = 300`: what is left after one more slice and ten seconds of grace. */
const tickBudgetMs = 270_000;

/** Something is due, and committed: wake the resident loops, or tick after the answer is sent, with a drive behind it. */
export function startWork(): void {
  const { resident, sync, announcer } = composition();
  if (!env().isVercel) announcer.announce();
  if (!sync) return;
  if (resident) return resident.wake();
  after(async () => {
    // Beside the tick and not after it: a function that dies with work in hand leaves somebody who looks again.
    await Promise.all([ensureDrive(), tickSafely(sync)]);
    if (env().isVercel) await watchAlertsSafely();
  });
}

async function tickSafely(sync: SyncDeps): Promise<void> {
  try {
    const summary = await tick(sync, { budgetMs: tickBudgetMs, concurrency: env().syncConcurrency });
    sync.log.info(summary, "tick");
  } catch (error) {
    sync.log.error({ err: error }, "tick failed");
  }
}
