import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { listWebhookTypes } from "@/lib/webhooks/data";

export const GET = door("GET /api/webhooks/types", {
  handle: async () => ({ types: await listWebhookTypes(composition().pool) }),
});
