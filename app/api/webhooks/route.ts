import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { listWebhooks } from "@/lib/webhooks/data";
import { webhookFiltersSchema } from "@/lib/webhooks/schema";

export const GET = door("GET /api/webhooks", {
  query: webhookFiltersSchema,
  handle: ({ query }) => listWebhooks(composition().pool, query),
});
