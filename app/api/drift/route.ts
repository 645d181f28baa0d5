import { databaseClock } from "@/lib/db/clock";
import { getDrift } from "@/lib/health/drift";
import { driftFiltersSchema } from "@/lib/health/schema/drift";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const GET = door("GET /api/drift", {
  query: driftFiltersSchema,
  async handle({ query }) {
    const { pool } = composition();
    const now = await databaseClock(pool).start();
    return getDrift(pool, query, now());
  },
});
