import { databaseClock } from "@/lib/db/clock";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { getRetention } from "@/lib/sync/retention/keep";

export const GET = door("GET /api/retention", {
  async handle() {
    const { pool } = composition();
    const now = await databaseClock(pool).start();
    return getRetention(pool, now());
  },
});
