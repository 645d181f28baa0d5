import { setTimeout as sleep } from "node:timers/promises";

import { databaseClock } from "@/lib/db/clock";
import { createPool } from "@/lib/db/pool";
import { createKomboClient } from "@/lib/kombo/client";
import type { ManualClock } from "@/lib/simulator/manual-clock";
import type { SyncDeps } from "@/lib/sync/deps";

import type { Mirror } from "./mirror";

/** For proofs about how long something takes. */
export const realClock: ManualClock = {
  now: () => new Date(),
  setTimer({ ms, run }) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  advance: () => {
    throw new Error("Real time passes by itself");
  },
};

/** What a server gives its engine: the database's clock, waits that last, and connections of its own. To be ended by whoever asked. */
export function serverDeps({ databaseUrl, kombo, deps }: Mirror): SyncDeps {
  const pool = createPool(databaseUrl, 8);
  pool.on("error", () => undefined);
  return {
    ...deps,
    pool,
    clock: databaseClock(pool),
    kombo: createKomboClient({ apiUrl: kombo.url, apiKey: kombo.apiKey }),
  };
}

/** Looks until it is so. */
export async function eventually(what: string, isTrue: () => Promise<boolean>, withinMs = 20_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error(`Did not happen within ${withinMs} ms: ${what}`);
    await sleep(10);
  }
}
