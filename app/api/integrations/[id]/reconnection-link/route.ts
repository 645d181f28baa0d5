import { z } from "zod";

import { askDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { createReconnectionLink } from "@/lib/sync/ask-kombo";
import { reconnectRequestSchema } from "@/lib/sync/schema/controls";

export const POST = door("POST /api/integrations/[id]/reconnection-link", {
  params: z.object({ id: z.string() }),
  body: reconnectRequestSchema,
  handle: ({ params, body, actor }) =>
    createReconnectionLink(askDeps(), { actor, komboIntegrationId: params.id, ...body }),
});
