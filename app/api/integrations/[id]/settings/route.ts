import { z } from "zod";

import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { changeSettings } from "@/lib/sync/change-settings";
import { settingsRequestSchema } from "@/lib/sync/schema/controls";

export const POST = door("POST /api/integrations/[id]/settings", {
  params: z.object({ id: z.string() }),
  body: settingsRequestSchema,
  handle: ({ params, body, actor }) =>
    changeSettings(commandDeps(), { actor, komboIntegrationId: params.id, settings: body }),
});
