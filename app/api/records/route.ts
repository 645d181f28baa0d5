import { sightOf } from "@/lib/auth/sight";
import { listRecords } from "@/lib/mirror/record-rows";
import { recordListSchema } from "@/lib/mirror/schema";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const GET = door("GET /api/records", {
  query: recordListSchema,
  handle: ({ query, actor }) => listRecords(composition().pool, { filters: query, sight: sightOf(actor) }),
});
