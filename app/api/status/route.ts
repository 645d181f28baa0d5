import { databaseClock } from "@/lib/db/clock";
import { getStatus } from "@/lib/health/status";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { healthSettings } from "@/lib/server/health-settings";
import { shareAnswer } from "@/lib/server/share-answer";

const status = shareAnswer(2_000, async () => {
  const { pool } = composition();
  const now = await databaseClock(pool).start();
  return getStatus(pool, healthSettings(), now());
});

/** Every open page polls it. */
export const GET = door("GET /api/status", { handle: () => status() });
