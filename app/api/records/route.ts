import { listRecords } from "@/lib/mirror/record-rows";
import { recordFiltersSchema } from "@/lib/mirror/schema";
import { composition } from "@/lib/server/composition";
import { forPeople } from "@/lib/server/doors";

export const GET = forPeople({
  query: recordFiltersSchema,
  handle: ({ query }) => listRecords(composition().pool, query),
});
