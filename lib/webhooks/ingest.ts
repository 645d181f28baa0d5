import { createHash } from "node:crypto";

import type { Clock } from "@/lib/clock";
import type { Pool } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { readEvent } from "@/lib/kombo/events";
import { isSignatureValid } from "@/lib/kombo/signature";
import { replaceUnstorable } from "@/lib/mirror/replace-unstorable";
import type { WebhookOutcome } from "@/lib/webhooks/schema/outcome-words";

import { applyEvent } from "./apply-event";
import { insertEvent, noteRejectedDelivery, setOutcome } from "./mutations";

export type IngestDeps = {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly secrets: readonly string[];
};

/** Each alternative has one HTTP status; what makes storing impossible is thrown, and answered 503 (I1). */
export type IngestOutcome =
  /** 200 */
  | { readonly kind: "stored"; readonly id: string; readonly outcome: WebhookOutcome; readonly marked: number }
  /** 200: the event had acted before (I3) */
  | { readonly kind: "repeated"; readonly id: string }
  /** 400 */
  | { readonly kind: "not_json" }
  /** 401 */
  | { readonly kind: "unverified" }
  /** 503: never open (I2) */
  | { readonly kind: "not_configured" };

/** Verifies one delivery over its raw bytes, then stores the event and its dirty marks in one transaction (I1 to I3). */
export async function ingest(
  deps: IngestDeps,
  delivery: { body: Uint8Array; signature: string | null },
): Promise<IngestOutcome> {
  const { body } = delivery;
  if (deps.secrets.length === 0) return { kind: "not_configured" };
  const reject = (cause: string) => noteRejectedDelivery(deps.pool, { cause, sizeBytes: body.byteLength });
  if (delivery.signature === null) {
    await reject("signature missing");
    return { kind: "unverified" };
  }
  if (!isSignatureValid({ body, signature: delivery.signature, secrets: deps.secrets })) {
    await reject("signature does not match");
    return { kind: "unverified" };
  }
  const payload = parseBody(body);
  if (payload === undefined) {
    await reject("not JSON");
    return { kind: "not_json" };
  }
  return storeOnceMore(() => store(deps, { body, payload }));
}

/** Two transactions that stand in each other's way: PostgreSQL ends one, which then simply goes second. */
const gaveWay: readonly unknown[] = ["40P01", "40001"];

async function storeOnceMore(work: () => Promise<IngestOutcome>): Promise<IngestOutcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && "code" in error && gaveWay.includes(error.code)) return work();
    throw error;
  }
}

async function store(deps: IngestDeps, received: { body: Uint8Array; payload: unknown }): Promise<IngestOutcome> {
  const now = await deps.clock.start();
  const { value: payload } = replaceUnstorable(received.payload);
  const event = readEvent(payload);
  const komboEventId = event.id ?? createHash("sha256").update(received.body).digest("hex");
  return withTransaction(deps.pool, async (tx) => {
    const stored = await insertEvent(tx, {
      komboEventId,
      type: event.type,
      komboIntegrationId: event.integration?.komboIntegrationId ?? null,
      payload,
      sizeBytes: received.body.byteLength,
      at: now(),
    });
    if (stored.isRepeat) return { kind: "repeated", id: stored.id };
    const { outcome, marked } = await applyEvent(tx, { event, webhookEventId: stored.id, at: now() });
    await setOutcome(tx, { id: stored.id, outcome });
    return { kind: "stored", id: stored.id, outcome, marked };
  });
}

/** Undefined when it is not JSON, or not UTF-8. */
function parseBody(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
