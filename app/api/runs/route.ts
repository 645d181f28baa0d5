import { composition } from "@/lib/server/composition";
import { forPeople } from "@/lib/server/doors";
import { listRuns } from "@/lib/sync/run-rows";
import { runFiltersSchema } from "@/lib/sync/schema";

export const GET = forPeople({
  query: runFiltersSchema,
  handle: ({ query }) => listRuns(composition().pool, query),
});
