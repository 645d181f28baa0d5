import { z } from "zod";

import { askDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { askKomboToSync } from "@/lib/sync/ask-kombo";
import { askSyncRequestSchema } from "@/lib/sync/schema/controls";

export const POST = door("POST /api/integrations/[id]/ask-sync", {
  params: z.object({ id: z.string() }),
  body: askSyncRequestSchema,
  handle: ({ params, body, actor }) => askKomboToSync(askDeps(), { actor, komboIntegrationId: params.id, ...body }),
});
