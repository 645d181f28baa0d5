import { listConsumerRuns } from "@/lib/consumer/runs";
import { runsQuerySchema } from "@/lib/consumer/schema";
import { composition } from "@/lib/server/composition";
import { consumerDoor } from "@/lib/server/doors";

export const GET = consumerDoor("GET /api/v1/runs", {
  query: runsQuerySchema,
  handle: ({ query }) => listConsumerRuns(composition().pool, query),
});
