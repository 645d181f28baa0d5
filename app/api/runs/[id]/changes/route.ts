import { z } from "zod";

import { sightOf } from "@/lib/auth/sight";
import { listRunChanges } from "@/lib/mirror/change-rows";
import { driftKinds } from "@/lib/mirror/schema/change-words";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const GET = door("GET /api/runs/[id]/changes", {
  params: z.object({ id: z.uuid() }),
  query: z.object({ cursor: z.string().optional(), drift: z.enum(driftKinds).optional() }),
  handle: ({ params, query, actor }) =>
    listRunChanges(composition().pool, { runId: params.id, ...query, sight: sightOf(actor) }),
});
