import { z } from "zod";

import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { startWork } from "@/lib/server/start-work";
import { liftErasure } from "@/lib/sync/erase-record";
import { erasureRequestSchema } from "@/lib/sync/schema/erasure";

export const maxDuration = 300;

export const POST = door("POST /api/records/[integration]/[model]/[id]/erasure/lift", {
  params: z.object({ integration: z.string(), model: z.string(), id: z.string() }),
  body: erasureRequestSchema,
  async handle({ params: { integration, model, id }, body, actor }) {
    const key = { komboIntegrationId: integration, model, komboId: id };
    const answer = await liftErasure(commandDeps(), { actor, key, ...body });
    startWork();
    return answer;
  },
});
