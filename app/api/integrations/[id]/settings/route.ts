import { z } from "zod";

import { commandDeps } from "@/lib/server/composition";
import { forOperators } from "@/lib/server/doors";
import { changeSettings } from "@/lib/sync/change-settings";
import { settingsRequestSchema } from "@/lib/sync/schema/controls";

export const POST = forOperators({
  params: z.object({ id: z.string() }),
  body: settingsRequestSchema,
  handle: ({ params, body, actor }) =>
    changeSettings(commandDeps(), { actor, komboIntegrationId: params.id, settings: body }),
});
