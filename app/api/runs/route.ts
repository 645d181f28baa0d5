import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { listRuns } from "@/lib/sync/run-rows";
import { runFiltersSchema } from "@/lib/sync/schema";

export const GET = door("GET /api/runs", {
  query: runFiltersSchema,
  handle: ({ query }) => listRuns(composition().pool, query),
});
