import { env } from "@/lib/env";
import { sendTestEvent } from "@/lib/health/connection/send-test-event";
import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { webhookUrl } from "@/lib/server/health-settings";
import { post } from "@/lib/server/post";

export const POST = door("POST /api/connection/test-event", {
  handle({ actor }) {
    const url = webhookUrl();
    const ownDoor = {
      url,
      post: (body: string, headers: Readonly<Record<string, string>>) => post(url, { body, headers }),
    };
    return sendTestEvent({ ...commandDeps(), secrets: env().komboWebhookSecrets, door: ownDoor }, { actor });
  },
});
