import { z } from "zod";

import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { keepDeleted } from "@/lib/sync/decide-purge";

export const POST = door("POST /api/integrations/[id]/keep", {
  params: z.object({ id: z.string() }),
  handle: ({ params, actor }) => keepDeleted(commandDeps(), { actor, komboIntegrationId: params.id }),
});
