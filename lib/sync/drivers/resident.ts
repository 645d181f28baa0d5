import { Cron } from "croner";

import { listen } from "@/lib/db/listen";
import { withTransaction } from "@/lib/db/transaction";
import { workChannel } from "@/lib/sync/announce-work";
import { createBell } from "@/lib/sync/bell";
import type { SyncDeps } from "@/lib/sync/deps";
import { beat } from "@/lib/sync/heartbeats";
import { requestFullFetch } from "@/lib/sync/request-full-fetch";
import { tick, type TickOptions } from "@/lib/sync/tick";

export type ResidentOptions = {
  readonly concurrency: number;
  /** Five-field cron expression, UTC. */
  readonly fullFetchCron: string;
  /** Where to hear what other processes made due: the database itself, not a pooler before it. */
  readonly listenUrl: string;
  readonly pollMs?: number;
};

export type ResidentLoop = {
  /** Something became due in this process: do not wait for the next poll. */
  wake(): void;
  /** Lets the slices in hand end, then stops. */
  stop(): Promise<void>;
};

/** Slices at most this long after a stop was asked for; a tick ends when nothing is due. */
const tickBudgetMs = 60_000;

/**
 * The driver outside Vercel: polls each second, is woken directly and by NOTIFY from other processes, and starts the
 * weekly full fetch. Any number of replicas may run; they meet in the leases. An error of a tick is logged and never
 * ends the loop.
 */
export function startResidentLoop(deps: SyncDeps, options: ResidentOptions): ResidentLoop {
  const aborter = new AbortController();
  const bell = createBell();
  const loop = async () => {
    while (!aborter.signal.aborted) {
      await tickSafely(deps, {
        budgetMs: tickBudgetMs,
        concurrency: options.concurrency,
        signal: aborter.signal,
        bell,
      });
      if (!aborter.signal.aborted) await bell.wait(options.pollMs ?? 1_000);
    }
  };
  const listener = listen({
    pool: deps.pool,
    log: deps.log,
    connectionString: options.listenUrl,
    channel: workChannel,
    onNotification: () => bell.ring(),
  });
  const weekly = new Cron(options.fullFetchCron, { timezone: "UTC", protect: true }, () => startWeekly(deps));
  const running = loop();
  return {
    wake: () => bell.ring(),
    async stop() {
      weekly.stop();
      aborter.abort();
      bell.ring();
      await Promise.all([listener.stop(), running]);
    },
  };
}

async function tickSafely(deps: SyncDeps, options: TickOptions): Promise<void> {
  try {
    await tick(deps, options);
    await beat(deps.pool, "resident");
  } catch (error) {
    deps.log.error({ err: error }, "tick failed");
  }
}

async function startWeekly(deps: SyncDeps): Promise<void> {
  try {
    const now = await deps.clock.start();
    const wish = { komboIntegrationId: null, endpoints: null, dryRun: false, requestedBy: null, at: now() };
    const runs = await withTransaction(deps.pool, (tx) => requestFullFetch(tx, { ...wish, trigger: "cron" }));
    await beat(deps.pool, "full-fetch");
    deps.log.info({ runs: runs.length }, "weekly full fetch started");
  } catch (error) {
    deps.log.error({ err: error }, "weekly full fetch not started");
  }
}
