import { listRecordCounts } from "@/lib/mirror/record-rows";
import { recordCountsQuerySchema } from "@/lib/mirror/schema";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const GET = door("GET /api/records/counts", {
  query: recordCountsQuerySchema,
  handle: async ({ query }) => ({ rows: await listRecordCounts(composition().pool, query.integration ?? null) }),
});
