import { composition } from "@/lib/server/composition";
import { forPeople } from "@/lib/server/doors";
import { listRejectedDeliveries } from "@/lib/webhooks/data";

export const GET = forPeople({
  handle: async () => ({ rows: await listRejectedDeliveries(composition().prisma) }),
});
