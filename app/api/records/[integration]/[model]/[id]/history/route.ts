import { z } from "zod";

import { sightOf } from "@/lib/auth/sight";
import { listRecordChanges } from "@/lib/mirror/change-rows";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const GET = door("GET /api/records/[integration]/[model]/[id]/history", {
  params: z.object({ integration: z.string(), model: z.string(), id: z.string() }),
  query: z.object({ cursor: z.string().optional() }),
  handle: ({ params, query, actor }) =>
    listRecordChanges(composition().pool, {
      komboIntegrationId: params.integration,
      model: params.model,
      komboId: params.id,
      cursor: query.cursor,
      sight: sightOf(actor),
    }),
});
