import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { startWork } from "@/lib/server/start-work";
import { previewReplay, replayEvents } from "@/lib/webhooks/replay";
import { replayFiltersSchema } from "@/lib/webhooks/schema";

export const maxDuration = 300;

/** How many events the filters choose. */
export const GET = door("GET /api/webhooks/replay", {
  query: replayFiltersSchema,
  handle: ({ query }) => previewReplay(commandDeps().pool, query),
});

export const POST = door("POST /api/webhooks/replay", {
  body: replayFiltersSchema,
  async handle({ body, actor }) {
    const answer = await replayEvents(commandDeps(), { actor, filters: body });
    startWork();
    return Response.json(answer, { status: 202 });
  },
});
