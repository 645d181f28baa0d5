import { randomUUID } from "node:crypto";

import type { Actor } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import type { Clock } from "@/lib/clock";
import type { Pool } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { AlertTarget } from "@/lib/health/alerts/message";
import { post } from "@/lib/health/alerts/post";
import type { TestEventAnswer } from "@/lib/health/schema/connection";
import { testEventType } from "@/lib/kombo/events";
import { sign } from "@/lib/kombo/signature";

import { findStoredEvent } from "./connection-data";
import { explainRefusedTest, wayOutOfSilence } from "./explain-test-event";

type TestEventDeps = {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly secrets: readonly string[];
  /** Our own door, which only the environment names. */
  readonly door: Pick<AlertTarget, "post"> & { readonly url: string };
};

/**
 * Sends ourselves what Kombo would send, from outside: signed, over the public address. It must then stand in this very
 * database, or somebody else answers there.
 */
export async function sendTestEvent(
  { pool, clock, secrets, door }: TestEventDeps,
  { actor }: { readonly actor: Actor },
): Promise<TestEventAnswer> {
  const [secret] = secrets;
  if (secret === undefined) {
    throw new AppError("not_configured", "KOMBO_WEBHOOK_SECRET is not set, so nothing can be signed.");
  }
  const now = await clock.start();
  const sentAt = now();
  await withTransaction(pool, (tx) =>
    insertAuditEvent(tx, { actor, action: "connection.send_test_event", target: door.url, at: sentAt }),
  );
  const id = `test-${randomUUID()}`;
  const body = JSON.stringify({ id, type: testEventType, data: {} });
  const headers = {
    "content-type": "application/json",
    "x-kombo-signature": sign(Buffer.from(body), secret),
  };
  const answer = await post(door, { body, headers });
  if (answer.kind === "not_arrived") {
    const wayOut = answer.status === null ? wayOutOfSilence(door.url) : explainRefusedTest(answer.status);
    return { kind: "failed", status: answer.status, problem: answer.problem, wayOut };
  }
  const { status } = answer;
  const webhookId = await findStoredEvent(pool, id);
  return webhookId === null
    ? { kind: "failed", status, problem: `It answered ${status}, but the event is not here.`, wayOut: elsewhere }
    : { kind: "stored", webhookId, status, tookMs: now().getTime() - sentAt.getTime() };
}

const elsewhere =
  "Another deployment, with another database, answers at this address. Set APP_URL to the address of this one, and restart.";
