import { z } from "zod";

import { databaseClock } from "@/lib/db/clock";
import { env } from "@/lib/env";
import { getIntegration } from "@/lib/health/get-integration";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const GET = door("GET /api/integrations/[id]", {
  params: z.object({ id: z.string() }),
  async handle({ params }) {
    const { pool } = composition();
    const now = await databaseClock(pool).start();
    return getIntegration(pool, params.id, { now: now(), purgeAfterDays: env().purgeAfterDays });
  },
});
