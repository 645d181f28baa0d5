import { z } from "zod";

import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { startWork } from "@/lib/server/start-work";
import { chooseEndpoints } from "@/lib/sync/choose-endpoints";
import { endpointChoiceRequestSchema } from "@/lib/sync/schema/controls";

export const maxDuration = 300;

/** With `dryRun` the answer only says what would happen. */
export const POST = door("POST /api/integrations/[id]/endpoints", {
  params: z.object({ id: z.string() }),
  body: endpointChoiceRequestSchema,
  async handle({ params, body, actor }) {
    const answer = await chooseEndpoints(commandDeps(), { actor, komboIntegrationId: params.id, ...body });
    if (!body.dryRun) startWork();
    return answer;
  },
});
