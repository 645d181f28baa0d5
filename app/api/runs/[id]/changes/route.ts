import { z } from "zod";

import { listRunChanges } from "@/lib/mirror/change-rows";
import { composition } from "@/lib/server/composition";
import { forPeople } from "@/lib/server/doors";

export const GET = forPeople({
  params: z.object({ id: z.uuid() }),
  query: z.object({ cursor: z.string().optional() }),
  handle: ({ params, query }) => listRunChanges(composition().pool, { runId: params.id, cursor: query.cursor }),
});
