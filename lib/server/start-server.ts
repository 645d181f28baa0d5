import "server-only";

import { setTimeout as sleep } from "node:timers/promises";

import { ensureFirstAdmin } from "@/lib/auth/ensure-first-admin";
import { isUtc, readZone } from "@/lib/db/ensure-utc";
import { env } from "@/lib/env";
import { composition } from "@/lib/server/composition";
import { tryNewKey } from "@/lib/sync/check-key";
import { startResidentLoop } from "@/lib/sync/drivers/resident";

import { watchAlertsSafely } from "./alerts";
import { watchSockets } from "./socket-address";
import { listenForWebhooks } from "./webhook-listener";

/** Apart from the loop that fetches, so that it also tells when that stands still. */
const alertsEveryMs = 20_000;

/** A database that is down does not keep the server from starting: webhooks answer 503 until it is back. */
export async function startServer(): Promise<void> {
  const { syncDriver, syncConcurrency: concurrency, fullFetchCron, databaseUrlUnpooled: listenUrl, isVercel } = env();
  watchSockets();
  const composed = composition();
  // Not waited for: whoever comes before the database does sees why.
  void createFirstAdmin();
  void checkZone();
  void tryKey();
  if (!isVercel) setInterval(() => void watchAlertsSafely(), alertsEveryMs).unref();
  if (syncDriver !== "resident" || !composed.sync || composed.resident) return;
  composed.resident = startResidentLoop(composed.sync, { concurrency, fullFetchCron, listenUrl });
  // Only here: where no loop does the work, a request of Next does it after its answer.
  listenForWebhooks();
}

/** Until Kombo has said something of it: the first run's list ticks itself. */
async function tryKey(): Promise<void> {
  const { sync, log } = composition();
  if (!sync) return;
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    try {
      const answer = await tryNewKey(sync);
      if (answer) log.info({ answer: answer.kind }, "API key tried");
      if (answer?.kind !== "unreachable") return;
    } catch (error) {
      log.warn({ err: error }, "the API key could not be tried");
    }
    await sleep(againAfterMs);
  }
}

/** Where migrations were applied by other means, nothing has made the zone right. */
async function checkZone(): Promise<void> {
  const { pool, log } = composition();
  try {
    const zone = await readZone(pool);
    if (!isUtc(zone)) log.error({ zone }, "the database's role is not in UTC: run `npm run db:migrate`, then restart");
  } catch (error) {
    log.warn({ err: error }, "the database's zone could not be read");
  }
}

const againAfterMs = 5_000;
const attemptsMax = 100;

async function createFirstAdmin(): Promise<void> {
  const { admin } = env();
  const { auth, log } = composition();
  if (!admin) return;
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    try {
      await ensureFirstAdmin(auth, admin);
      return;
    } catch (error) {
      log.error({ err: error, attempt }, "the first administrator could not be created");
      await sleep(againAfterMs);
    }
  }
}
