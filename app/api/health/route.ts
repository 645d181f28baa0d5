import { databaseClock } from "@/lib/db/clock";
import { env } from "@/lib/env";
import { getStatus } from "@/lib/health/status";
import { composition } from "@/lib/server/composition";
import { door, hasBearer } from "@/lib/server/doors";
import { healthSettings } from "@/lib/server/health-settings";

/** 200 when the database answers; what else is known is for whoever brings CRON_SECRET. */
export const GET = door("GET /api/health", {
  async handle({ request }) {
    const { pool } = composition();
    const now = await databaseClock(pool).start();
    const { cronSecret } = env();
    if (cronSecret === undefined || !hasBearer(request, cronSecret)) return { status: "ok" };
    return { status: "ok", detail: await getStatus(pool, healthSettings(), now()) };
  },
});
