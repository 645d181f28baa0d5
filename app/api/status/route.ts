import { databaseClock } from "@/lib/db/clock";
import { getStatus } from "@/lib/health/status";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { healthSettings } from "@/lib/server/health-settings";

export const GET = door("GET /api/status", {
  async handle() {
    const { pool } = composition();
    const now = await databaseClock(pool).start();
    return getStatus(pool, healthSettings(), now());
  },
});
