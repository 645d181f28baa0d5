import { databaseClock } from "@/lib/db/clock";
import { getOverview } from "@/lib/health/overview";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { healthSettings } from "@/lib/server/health-settings";

export const GET = door("GET /api/overview", {
  async handle() {
    const { pool } = composition();
    const now = await databaseClock(pool).start();
    return getOverview(pool, healthSettings(), now());
  },
});
