import { z } from "zod";

import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { pauseIntegration } from "@/lib/sync/pause-integration";

export const POST = door("POST /api/integrations/[id]/pause", {
  params: z.object({ id: z.string() }),
  handle: ({ params, actor }) => pauseIntegration(commandDeps(), { actor, komboIntegrationId: params.id }),
});
