import { z } from "zod";

import { composition } from "@/lib/server/composition";
import { forPeople } from "@/lib/server/doors";
import { getWebhook } from "@/lib/webhooks/data";

export const GET = forPeople({
  params: z.object({ id: z.uuid() }),
  handle: ({ params }) => getWebhook(composition(), params.id),
});
