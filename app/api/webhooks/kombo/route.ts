import { unreadBody } from "@/lib/http/read-capped";
import { door } from "@/lib/server/doors";
import { receiveWebhook } from "@/lib/server/receive-webhook";

export const maxDuration = 300;

/** On a server of our own most webhooks are answered before they come here: see lib/server/webhook-listener.ts. */
export const POST = door("POST /api/webhooks/kombo", {
  handle: ({ request }) =>
    receiveWebhook({ body: unreadBody(request), signature: request.headers.get("x-kombo-signature") }),
});
