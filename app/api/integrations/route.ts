import { databaseClock } from "@/lib/db/clock";
import { listIntegrationRows } from "@/lib/health/list-integrations";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const GET = door("GET /api/integrations", {
  async handle() {
    const { pool } = composition();
    const now = await databaseClock(pool).start();
    return { rows: await listIntegrationRows(pool, now()) };
  },
});
