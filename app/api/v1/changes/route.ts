import { sightOf } from "@/lib/auth/sight";
import { listConsumerChanges } from "@/lib/consumer/changes";
import { changesQuerySchema } from "@/lib/consumer/schema";
import { composition } from "@/lib/server/composition";
import { consumerDoor } from "@/lib/server/doors";

export const GET = consumerDoor("GET /api/v1/changes", {
  query: changesQuerySchema,
  handle: ({ query, actor }) => listConsumerChanges(composition().pool, { query, sight: sightOf(actor) }),
});
