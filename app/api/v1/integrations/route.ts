import { sightOf } from "@/lib/auth/sight";
import { listConsumerIntegrations } from "@/lib/consumer/integrations";
import { integrationsQuerySchema } from "@/lib/consumer/schema";
import { composition } from "@/lib/server/composition";
import { consumerDoor } from "@/lib/server/doors";

export const GET = consumerDoor("GET /api/v1/integrations", {
  query: integrationsQuerySchema,
  handle: ({ query, actor }) => listConsumerIntegrations(composition().pool, { query, sight: sightOf(actor) }),
});
