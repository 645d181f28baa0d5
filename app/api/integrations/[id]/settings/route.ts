import { z } from "zod";

import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { startWork } from "@/lib/server/start-work";
import { changeSettings } from "@/lib/sync/change-settings";
import { settingsRequestSchema } from "@/lib/sync/schema/controls";

export const maxDuration = 300;

export const POST = door("POST /api/integrations/[id]/settings", {
  params: z.object({ id: z.string() }),
  body: settingsRequestSchema,
  async handle({ params, body, actor }) {
    const answer = await changeSettings(commandDeps(), { actor, komboIntegrationId: params.id, settings: body });
    // A shorter objective is due before what is waited for now.
    startWork();
    return answer;
  },
});
