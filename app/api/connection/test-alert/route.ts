import { sendTestAlert } from "@/lib/health/connection/send-test-alert";
import { alertTarget } from "@/lib/server/alerts";
import { commandDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";

export const POST = door("POST /api/connection/test-alert", {
  handle: ({ actor }) => sendTestAlert({ ...commandDeps(), target: alertTarget() }, { actor }),
});
