import { listErasures } from "@/lib/mirror/erasure-rows";
import { erasureListSchema } from "@/lib/mirror/schema/erasures";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const GET = door("GET /api/erasures", {
  query: erasureListSchema,
  handle: ({ query }) => listErasures(composition().pool, query),
});
