import { z } from "zod";

import { composition } from "@/lib/server/composition";
import { forPeople } from "@/lib/server/doors";
import { getReview } from "@/lib/sync/get-review";

export const GET = forPeople({
  params: z.object({ id: z.uuid() }),
  query: z.object({ cursor: z.string().optional() }),
  handle: ({ params, query }) => getReview(composition().pool, { runId: params.id, cursor: query.cursor }),
});
