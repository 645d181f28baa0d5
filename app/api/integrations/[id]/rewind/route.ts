import { z } from "zod";

import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { startWork } from "@/lib/server/start-work";
import { previewRewind, rewindWatermark } from "@/lib/sync/rewind-watermark";
import { rewindRequestSchema } from "@/lib/sync/schema/controls";

export const maxDuration = 300;

const params = z.object({ id: z.string() });

/** What it would do. */
export const GET = door("GET /api/integrations/[id]/rewind", {
  params,
  query: rewindRequestSchema,
  handle: ({ params: { id }, query }) => previewRewind(commandDeps(), { komboIntegrationId: id, ...query }),
});

export const POST = door("POST /api/integrations/[id]/rewind", {
  params,
  body: rewindRequestSchema,
  async handle({ params: { id }, body, actor }) {
    const answer = await rewindWatermark(commandDeps(), { actor, komboIntegrationId: id, ...body });
    startWork();
    return answer;
  },
});
