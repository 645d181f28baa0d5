import "server-only";

import { ensureFirstAdmin } from "@/lib/auth/ensure-first-admin";
import { env } from "@/lib/env";
import { composition } from "@/lib/server/composition";
import { startResidentLoop } from "@/lib/sync/drivers/resident";

/** A database that is down does not keep the server from starting: webhooks answer 503 until it is back. */
export async function startServer(): Promise<void> {
  const { admin, syncDriver, syncConcurrency, fullFetchCron } = env();
  const composed = composition();
  if (admin) {
    try {
      await ensureFirstAdmin(composed.auth, admin);
    } catch (error) {
      composed.log.error({ err: error }, "the first administrator could not be created");
    }
  }
  if (syncDriver !== "resident" || !composed.sync || composed.resident) return;
  composed.resident = startResidentLoop(composed.sync, { concurrency: syncConcurrency, fullFetchCron });
}
