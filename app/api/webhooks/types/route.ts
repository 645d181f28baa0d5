import { composition } from "@/lib/server/composition";
import { forPeople } from "@/lib/server/doors";
import { listWebhookTypes } from "@/lib/webhooks/data";

export const GET = forPeople({
  handle: async () => ({ types: await listWebhookTypes(composition().pool) }),
});
