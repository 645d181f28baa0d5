import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { listRejectedDeliveries } from "@/lib/webhooks/data";

export const GET = door("GET /api/webhooks/rejected", {
  handle: async () => ({ rows: await listRejectedDeliveries(composition().prisma) }),
});
