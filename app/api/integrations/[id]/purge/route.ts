import { z } from "zod";

import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { startWork } from "@/lib/server/start-work";
import { purgeAtOnce } from "@/lib/sync/decide-purge";
import { purgeRequestSchema } from "@/lib/sync/schema/erasure";

export const maxDuration = 300;

export const POST = door("POST /api/integrations/[id]/purge", {
  params: z.object({ id: z.string() }),
  body: purgeRequestSchema,
  async handle({ params, body, actor }) {
    const answer = await purgeAtOnce(commandDeps(), { actor, komboIntegrationId: params.id, ...body });
    startWork();
    return Response.json(answer, { status: 202 });
  },
});
