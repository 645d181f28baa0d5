import { databaseClock } from "@/lib/db/clock";
import { env } from "@/lib/env";
import { getConnection } from "@/lib/health/connection/get-connection";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { healthSettings } from "@/lib/server/health-settings";

export const GET = door("GET /api/connection", {
  async handle() {
    const { pool } = composition();
    const now = await databaseClock(pool).start();
    return getConnection(pool, { health: healthSettings(), setVariables: env().setVariables }, now());
  },
});
