import { z } from "zod";

import { getRecord } from "@/lib/mirror/get-record";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const GET = door("GET /api/records/[integration]/[model]/[id]", {
  params: z.object({ integration: z.string(), model: z.string(), id: z.string() }),
  handle: ({ params }) =>
    getRecord(composition(), { komboIntegrationId: params.integration, model: params.model, komboId: params.id }),
});
