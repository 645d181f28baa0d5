import { z } from "zod";

import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { getWebhook } from "@/lib/webhooks/data";

export const GET = door("GET /api/webhooks/[id]", {
  params: z.object({ id: z.uuid() }),
  handle: ({ params }) => getWebhook(composition(), params.id),
});
