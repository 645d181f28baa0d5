import { databaseClock } from "@/lib/db/clock";
import { listIntegrationRecords } from "@/lib/health/data";
import { toIntegrationRow } from "@/lib/health/integration-rows";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const GET = door("GET /api/integrations", {
  async handle() {
    const { pool } = composition();
    const now = await databaseClock(pool).start();
    const records = await listIntegrationRecords(pool);
    return { rows: records.map((record) => toIntegrationRow(record, now())) };
  },
});
