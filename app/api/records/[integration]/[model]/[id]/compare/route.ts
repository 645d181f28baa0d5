import { z } from "zod";

import { sightOf } from "@/lib/auth/sight";
import { compareVersions } from "@/lib/mirror/compare-versions";
import { comparedVersionsSchema } from "@/lib/mirror/schema/comparison";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const GET = door("GET /api/records/[integration]/[model]/[id]/compare", {
  params: z.object({ integration: z.string(), model: z.string(), id: z.string() }),
  query: comparedVersionsSchema,
  handle: ({ params: { integration, model, id }, query, actor }) =>
    compareVersions(composition(), {
      ...query,
      komboIntegrationId: integration,
      model,
      komboId: id,
      sight: sightOf(actor),
    }),
});
