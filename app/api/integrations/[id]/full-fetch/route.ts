import { z } from "zod";

import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { startWork } from "@/lib/server/start-work";
import { forceFullFetch } from "@/lib/sync/force-full-fetch";
import { fullFetchRequestSchema } from "@/lib/sync/schema";

export const maxDuration = 300;

export const POST = door("POST /api/integrations/[id]/full-fetch", {
  params: z.object({ id: z.string() }),
  body: fullFetchRequestSchema,
  async handle({ params, body, actor }) {
    const runs = await forceFullFetch(composition(), {
      actor,
      komboIntegrationId: params.id,
      endpoints: body.endpoints ?? null,
      dryRun: body.dryRun,
    });
    startWork();
    return Response.json({ runs }, { status: 202 });
  },
});
