import { z } from "zod";

import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { startWork } from "@/lib/server/start-work";
import { replayEvent } from "@/lib/webhooks/replay";

export const maxDuration = 300;

export const POST = door("POST /api/webhooks/[id]/replay", {
  params: z.object({ id: z.uuid() }),
  async handle({ params, actor }) {
    const answer = await replayEvent(commandDeps(), { actor, id: params.id });
    startWork();
    return Response.json(answer, { status: 202 });
  },
});
