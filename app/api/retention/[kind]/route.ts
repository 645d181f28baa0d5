import { z } from "zod";

import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { startWork } from "@/lib/server/start-work";
import { changeRetention, previewRetention } from "@/lib/sync/retention/keep";
import { retentionKindSchema, retentionQuerySchema, retentionRequestSchema } from "@/lib/sync/schema/retention";

export const maxDuration = 300;

const params = z.object({ kind: retentionKindSchema });

/** What it would remove. */
export const GET = door("GET /api/retention/[kind]", {
  params,
  query: retentionQuerySchema,
  handle: ({ params: { kind }, query }) => previewRetention(commandDeps(), { kind, days: query.days }),
});

export const POST = door("POST /api/retention/[kind]", {
  params,
  body: retentionRequestSchema,
  async handle({ params: { kind }, body, actor }) {
    const effect = await changeRetention(commandDeps(), { actor, kind, days: body.days });
    startWork();
    return effect;
  },
});
