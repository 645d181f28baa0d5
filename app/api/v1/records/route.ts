import { sightOf } from "@/lib/auth/sight";
import { listConsumerRecords } from "@/lib/consumer/records";
import { recordsQuerySchema } from "@/lib/consumer/schema";
import { composition } from "@/lib/server/composition";
import { consumerDoor } from "@/lib/server/doors";

export const GET = consumerDoor("GET /api/v1/records", {
  query: recordsQuerySchema,
  handle: ({ query, actor }) => listConsumerRecords(composition().pool, { query, sight: sightOf(actor) }),
});
