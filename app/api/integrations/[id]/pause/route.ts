import { z } from "zod";

import { commandDeps } from "@/lib/server/composition";
import { forOperators } from "@/lib/server/doors";
import { pauseIntegration } from "@/lib/sync/pause-integration";

export const POST = forOperators({
  params: z.object({ id: z.string() }),
  handle: ({ params, actor }) => pauseIntegration(commandDeps(), { actor, komboIntegrationId: params.id }),
});
