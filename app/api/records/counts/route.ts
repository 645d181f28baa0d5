import { listRecordCounts } from "@/lib/mirror/record-rows";
import { composition } from "@/lib/server/composition";
import { forPeople } from "@/lib/server/doors";

export const GET = forPeople({
  handle: async () => ({ rows: await listRecordCounts(composition().pool) }),
});
