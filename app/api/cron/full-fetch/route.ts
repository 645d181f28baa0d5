import { databaseClock } from "@/lib/db/clock";
import { withTransaction } from "@/lib/db/transaction";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { startWork } from "@/lib/server/start-work";
import { beat } from "@/lib/sync/heartbeats";
import { requestFullFetch } from "@/lib/sync/request-full-fetch";

export const maxDuration = 300;

/** The weekly safety net: every endpoint is wanted in full. Cheap, and harmless when it comes twice. */
export const GET = door("GET /api/cron/full-fetch", {
  async handle() {
    const { pool } = composition();
    const now = await databaseClock(pool).start();
    const wish = { komboIntegrationId: null, endpoints: null, dryRun: false, requestedBy: null, at: now() };
    const runs = await withTransaction(pool, (tx) => requestFullFetch(tx, { ...wish, trigger: "cron" }));
    await beat(pool, "full-fetch");
    startWork();
    return { runs: runs.length, joined: runs.filter(({ joined }) => joined).length };
  },
});
