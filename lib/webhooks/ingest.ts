import { createHash } from "node:crypto";

import { withTransaction } from "@/lib/db/transaction";
import { type KomboEvent, readEvent } from "@/lib/kombo/events";
import { isSignatureValid } from "@/lib/kombo/signature";
import type { Log } from "@/lib/log";
import { replaceUnstorable } from "@/lib/mirror/replace-unstorable";

import { changeEventTypes } from "./affected-endpoints";
import { applyEvent } from "./apply-event";
import { gather, type Gatherer } from "./gather";
import { insertEvent, noteRejectedDelivery, setOutcome } from "./mutations";
import type { WebhookOutcome } from "./schema/outcome-words";
import { type ChangeEvent, type StoreDeps, storeTogether } from "./store-together";

export type IngestDeps = StoreDeps & {
  readonly secrets: readonly string[];
  readonly log: Pick<Log, "warn">;
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

type Delivery = { readonly body: Uint8Array; readonly signature: string | null };
export type Intake = (delivery: Delivery) => Promise<IngestOutcome>;

/**
 * The intake of one process. It verifies each delivery over its raw bytes, then stores the event and its dirty marks in
 * one transaction (I1 to I3); change events that arrive together share it.
 */
export function createIntake(deps: IngestDeps): Intake {
  const storeChange = gather<Received, IngestOutcome>(
    { keyOf: ({ komboEventId }) => komboEventId, max: batchMax, lanes: 2, patienceMs: 25 },
    (received) => storeChanges(deps, received),
  );
  return (delivery) => ingest(deps, { delivery, storeChange });
}

const batchMax = 100;

async function ingest(
  deps: IngestDeps,
  { delivery, storeChange }: { delivery: Delivery; storeChange: Gatherer<Received, IngestOutcome> },
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
  const received = readReceived(body, payload);
  return changeEventTypes.includes(received.event.type) ? storeChange(received) : storeOnceMore(deps, received);
}

type Received = {
  readonly komboEventId: string;
  readonly event: KomboEvent;
  readonly payload: unknown;
  readonly sizeBytes: number;
};

/** A body without an id is known by its bytes (I3). */
function readReceived(body: Uint8Array, parsed: unknown): Received {
  const { value: payload } = replaceUnstorable(parsed);
  const event = readEvent(payload);
  const komboEventId = event.id ?? createHash("sha256").update(body).digest("hex");
  return { komboEventId, event, payload, sizeBytes: body.byteLength };
}

/**
 * Together what can be; the rest, and all of it when that fails, each on its own: one that cannot be stored takes none of
 * the others with it.
 */
async function storeChanges(
  deps: IngestDeps,
  received: readonly Received[],
): Promise<readonly Promise<IngestOutcome>[]> {
  const together = await storeTogether(deps, received.flatMap(toChangeEvent)).catch((error: unknown) => {
    // What made it fail is thrown again by whichever event it belongs to. The message may quote a value of one.
    deps.log.warn({ events: received.length, code: codeOf(error) }, "events could not be stored together");
    return [];
  });
  const byId = new Map(together.map(({ komboEventId, answer }) => [komboEventId, answer]));
  return received.map(async (one) => byId.get(one.komboEventId) ?? storeOnceMore(deps, one));
}

function toChangeEvent({ event, ...received }: Received): readonly ChangeEvent[] {
  return event.integration ? [{ ...received, event, named: event.integration }] : [];
}

/** Two transactions that stand in each other's way: PostgreSQL ends one, which then simply goes second. */
const gaveWay: readonly unknown[] = ["40P01", "40001"];

async function storeOnceMore(deps: IngestDeps, received: Received): Promise<IngestOutcome> {
  try {
    return await store(deps, received);
  } catch (error) {
    if (gaveWay.includes(codeOf(error))) return store(deps, received);
    throw error;
  }
}

/** PostgreSQL's, or Node's of a connection. */
function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : null;
}

async function store(deps: IngestDeps, { event, ...received }: Received): Promise<IngestOutcome> {
  const now = await deps.clock.start();
  return withTransaction(deps.pool, async (tx) => {
    const stored = await insertEvent(tx, {
      ...received,
      type: event.type,
      komboIntegrationId: event.integration?.komboIntegrationId ?? null,
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
