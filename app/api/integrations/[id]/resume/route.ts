import { z } from "zod";

import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { startWork } from "@/lib/server/start-work";
import { resumeIntegration } from "@/lib/sync/pause-integration";

export const maxDuration = 300;

export const POST = door("POST /api/integrations/[id]/resume", {
  params: z.object({ id: z.string() }),
  async handle({ params, actor }) {
    const answer = await resumeIntegration(commandDeps(), { actor, komboIntegrationId: params.id });
    startWork();
    return answer;
  },
});
