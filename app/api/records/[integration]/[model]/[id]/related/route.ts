import { z } from "zod";

import { sightOf } from "@/lib/auth/sight";
import { listRelatedCounts } from "@/lib/mirror/related-rows";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const GET = door("GET /api/records/[integration]/[model]/[id]/related", {
  params: z.object({ integration: z.string(), model: z.string(), id: z.string() }),
  handle: ({ params: { integration, model, id }, actor }) =>
    listRelatedCounts(composition().pool, {
      komboIntegrationId: integration,
      model,
      komboId: id,
      sight: sightOf(actor),
    }),
});
