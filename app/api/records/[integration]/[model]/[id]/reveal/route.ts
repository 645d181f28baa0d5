import { z } from "zod";

import { revealField } from "@/lib/mirror/reveal";
import { revealRequestSchema } from "@/lib/mirror/schema";
import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const POST = door("POST /api/records/[integration]/[model]/[id]/reveal", {
  params: z.object({ integration: z.string(), model: z.string(), id: z.string() }),
  body: revealRequestSchema,
  handle: ({ params: { integration, model, id }, body, actor }) =>
    revealField(commandDeps(), { ...body, actor, key: { komboIntegrationId: integration, model, komboId: id } }),
});
