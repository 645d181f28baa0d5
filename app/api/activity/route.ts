import { databaseClock } from "@/lib/db/clock";
import { getActivity } from "@/lib/health/activity";
import { activityRequestSchema } from "@/lib/health/schema/activity";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const GET = door("GET /api/activity", {
  query: activityRequestSchema,
  async handle({ query }) {
    const { pool } = composition();
    const now = await databaseClock(pool).start();
    return getActivity(pool, query, now());
  },
});
