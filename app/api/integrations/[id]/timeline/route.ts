import { z } from "zod";

import { timelineFiltersSchema } from "@/lib/health/schema/timeline";
import { listTimeline } from "@/lib/health/timeline";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const GET = door("GET /api/integrations/[id]/timeline", {
  params: z.object({ id: z.string() }),
  query: timelineFiltersSchema,
  handle: ({ params, query }) => listTimeline(composition().pool, params.id, query),
});
