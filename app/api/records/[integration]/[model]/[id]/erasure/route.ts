import { z } from "zod";

import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { startWork } from "@/lib/server/start-work";
import { eraseRecord, previewErasure } from "@/lib/sync/erase-record";
import { erasureRequestSchema } from "@/lib/sync/schema/erasure";

export const maxDuration = 300;

const params = z.object({ integration: z.string(), model: z.string(), id: z.string() });

/** What it would empty. */
export const GET = door("GET /api/records/[integration]/[model]/[id]/erasure", {
  params,
  handle: ({ params: { integration, model, id } }) =>
    previewErasure(commandDeps(), { komboIntegrationId: integration, model, komboId: id }),
});

export const POST = door("POST /api/records/[integration]/[model]/[id]/erasure", {
  params,
  body: erasureRequestSchema,
  async handle({ params: { integration, model, id }, body, actor }) {
    const key = { komboIntegrationId: integration, model, komboId: id };
    const answer = await eraseRecord(commandDeps(), { actor, key, ...body });
    startWork();
    return answer;
  },
});
