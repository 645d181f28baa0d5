import { composition } from "@/lib/server/composition";
import { forPeople } from "@/lib/server/doors";
import { listWebhooks } from "@/lib/webhooks/data";
import { webhookFiltersSchema } from "@/lib/webhooks/schema";

export const GET = forPeople({
  query: webhookFiltersSchema,
  handle: ({ query }) => listWebhooks(composition().pool, query),
});
