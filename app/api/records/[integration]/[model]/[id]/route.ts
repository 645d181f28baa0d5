import { z } from "zod";

import { sightOf } from "@/lib/auth/sight";
import { getRecord } from "@/lib/mirror/get-record";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const GET = door("GET /api/records/[integration]/[model]/[id]", {
  params: z.object({ integration: z.string(), model: z.string(), id: z.string() }),
  handle: ({ params: { integration, model, id }, actor }) =>
    getRecord(composition(), { komboIntegrationId: integration, model, komboId: id, sight: sightOf(actor) }),
});
