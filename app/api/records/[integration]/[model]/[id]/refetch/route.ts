import { z } from "zod";

import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { startWork } from "@/lib/server/start-work";
import { refetchRecord } from "@/lib/sync/refetch-record";

export const maxDuration = 300;

export const POST = door("POST /api/records/[integration]/[model]/[id]/refetch", {
  params: z.object({ integration: z.string(), model: z.string(), id: z.string() }),
  async handle({ params: { integration, model, id }, actor }) {
    const record = { komboIntegrationId: integration, model, komboId: id };
    const answer = await refetchRecord(commandDeps(), { actor, ...record });
    startWork();
    return Response.json(answer, { status: 202 });
  },
});
