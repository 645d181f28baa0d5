import { z } from "zod";

import { sightOf } from "@/lib/auth/sight";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { getWebhook } from "@/lib/webhooks/data";

export const GET = door("GET /api/webhooks/[id]", {
  params: z.object({ id: z.uuid() }),
  handle: ({ params, actor }) => getWebhook(composition(), { id: params.id, sight: sightOf(actor) }),
});
