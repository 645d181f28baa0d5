import { listRecordCounts } from "@/lib/mirror/record-rows";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const GET = door("GET /api/records/counts", {
  handle: async () => ({ rows: await listRecordCounts(composition().pool) }),
});
