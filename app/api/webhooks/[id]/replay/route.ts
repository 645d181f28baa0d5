import { z } from "zod";

import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { startWork } from "@/lib/server/start-work";
import { previewReplayOfEvent, replayEvent } from "@/lib/webhooks/replay";

export const maxDuration = 300;

const params = z.object({ id: z.uuid() });

/** What it would mark. */
export const GET = door("GET /api/webhooks/[id]/replay", {
  params,
  handle: ({ params: { id } }) => previewReplayOfEvent(commandDeps().pool, id),
});

export const POST = door("POST /api/webhooks/[id]/replay", {
  params,
  async handle({ params: { id }, actor }) {
    const answer = await replayEvent(commandDeps(), { actor, id });
    startWork();
    return Response.json(answer, { status: 202 });
  },
});
