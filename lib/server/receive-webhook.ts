import "server-only";

import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { readCapped, type UnreadBody } from "@/lib/http/read-capped";
import { composition } from "@/lib/server/composition";
import { startWork } from "@/lib/server/start-work";
import { noteRejectedDelivery } from "@/lib/webhooks/mutations";

export type ReceivedDelivery = { readonly body: UnreadBody; readonly signature: string | null };

/**
 * What is answered with 200. Refusals are thrown, and their statuses chosen for the sender: 4xx is not worth repeating, 5xx
 * asks to send again (I1).
 */
export async function receiveWebhook({ body: unread, signature }: ReceivedDelivery): Promise<object> {
  const { pool, intake } = composition();
  if (env().komboWebhookSecrets.length === 0) throw notConfigured;
  const body = await readCapped(unread, bodyMax);
  if (body.kind === "too_large") {
    await noteRejectedDelivery(pool, { cause: "larger than 1 MB", sizeBytes: body.sizeBytes });
    throw new AppError("too_large", "body: larger than 1 MB");
  }
  const outcome = await intake({ body: body.bytes, signature });
  switch (outcome.kind) {
    case "not_configured":
      throw notConfigured;
    case "unverified":
      throw new AppError("unauthorized", "X-Kombo-Signature: missing, or does not match the body");
    case "not_json":
      throw new AppError("bad_request", "body: is not JSON");
    case "repeated":
      // Kombo sends again when it heard nothing: the first time may have died before its work was done.
      startWork();
      return { id: outcome.id, repeated: true };
    case "stored":
      startWork();
      return { id: outcome.id, outcome: outcome.outcome, marked: outcome.marked };
  }
}

const bodyMax = 1_000_000;

const notConfigured = new AppError("not_configured", "KOMBO_WEBHOOK_SECRET is not set, so no webhook can be verified");
