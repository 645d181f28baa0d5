import { z } from "zod";

import { sightOf } from "@/lib/auth/sight";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { getReview } from "@/lib/sync/get-review";

export const GET = door("GET /api/runs/[id]/review", {
  params: z.object({ id: z.uuid() }),
  query: z.object({ cursor: z.string().optional() }),
  handle: ({ params, query, actor }) =>
    getReview(composition().pool, { runId: params.id, cursor: query.cursor, sight: sightOf(actor) }),
});
