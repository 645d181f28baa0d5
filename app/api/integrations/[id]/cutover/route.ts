import { z } from "zod";

import { databaseClock } from "@/lib/db/clock";
import { getCutover } from "@/lib/health/get-cutover";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const GET = door("GET /api/integrations/[id]/cutover", {
  params: z.object({ id: z.string() }),
  async handle({ params }) {
    const { pool } = composition();
    const now = await databaseClock(pool).start();
    return getCutover(pool, params.id, now());
  },
});
