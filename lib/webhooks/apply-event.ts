import type { Sql } from "@/lib/db/pool";
import { noteEvent, storeDeletion, storeState } from "@/lib/integrations/mutations";
import type { RegisteredIntegration } from "@/lib/integrations/register";
import { registerIntegration, reviveIntegration } from "@/lib/integrations/register";
import type { KomboEvent, KomboEventIntegration } from "@/lib/kombo/events";
import { erasePayloadOf, erasePayloadOfPurged } from "@/lib/mirror/erasures";
import { endNotReadyWaits, hasNotReadyWaits, lockEndpoints, markDirty } from "@/lib/sync/mark-dirty";
import { endRunsOfIntegration } from "@/lib/sync/run-mutations";
import type { WebhookOutcome } from "@/lib/webhooks/schema/outcome-words";

import { listWantedEndpoints } from "./affected-endpoints";

type Applied = { readonly outcome: WebhookOutcome; readonly marked: number };
type Applying = {
  readonly tx: Sql;
  readonly event: KomboEvent;
  readonly named: KomboEventIntegration;
  readonly webhookEventId: string;
  readonly at: Date;
};

/** What each type of event does. A type that is not here is stored, and that is all (I11). */
const appliers: ReadonlyMap<string, (applying: Applying) => Promise<Applied>> = new Map(
  Object.entries({
    "data-changed": (applying) => markChanged(applying, "webhook"),
    "sync-finished": (applying) => markChanged(applying, "legacy_webhook"),
    "remote-event-received": (applying) => markChanged(applying, "legacy_webhook"),
    "integration-created": create,
    "integration-deleted": remove,
    "integration-state-changed": changeState,
  }),
);

export async function applyEvent(
  tx: Sql,
  input: { event: KomboEvent; webhookEventId: string; at: Date },
): Promise<Applied> {
  const apply = appliers.get(input.event.type);
  const named = input.event.integration;
  if (!apply || !named) {
    // Only these may carry data of a person; and what was erased on request comes in by no door.
    await erasePayloadOf(tx, input.webhookEventId);
    return { outcome: "stored", marked: 0 };
  }
  const applied = await apply({ tx, named, ...input });
  // Last, so that endpoints are locked before their integration, as runs do.
  await noteEvent(tx, { integration: named, at: input.at });
  await erasePayloadOfPurged(tx, input.webhookEventId);
  return applied;
}

function register({ tx, named, webhookEventId, at }: Applying): Promise<RegisteredIntegration> {
  return registerIntegration(tx, { integration: named, webhookEventId, at });
}

async function markChanged(applying: Applying, trigger: "webhook" | "legacy_webhook"): Promise<Applied> {
  const { tx, event, webhookEventId, at } = applying;
  const integration = await register(applying);
  if (integration.isNew) return { outcome: "registered", marked: 0 };
  if (integration.deletedAt) return { outcome: "stored", marked: 0 };
  const endpoints = listWantedEndpoints(event, integration);
  if (endpoints === null) return { outcome: "ignored", marked: 0 };
  const waiting = { integrationId: integration.id, at };
  const isWaiting = await hasNotReadyWaits(tx, waiting);
  if (isWaiting) await lockEndpoints(tx, integration.id);
  const marked = await markDirty(tx, { integrationId: integration.id, endpoints, trigger, webhookEventId, at });
  if (isWaiting) await endNotReadyWaits(tx, waiting);
  return { outcome: marked.length > 0 ? "marked" : "stored", marked: marked.length };
}

async function create(applying: Applying): Promise<Applied> {
  const integration = await register(applying);
  if (integration.isNew) return { outcome: "registered", marked: 0 };
  const { tx, named, webhookEventId, at } = applying;
  const { id: integrationId, category } = integration;
  if (!integration.deletedAt) {
    // One that Kombo did not know any more, or whose state we missed, may be connected again.
    await storeState(tx, { integrationId, state: null, setupStatus: null, qaStatus: null, at });
    return { outcome: "state_updated", marked: 0 };
  }
  await reviveIntegration(tx, { integration: named, webhookEventId, at, integrationId, category });
  return { outcome: "registered", marked: 0 };
}

/** Registered even when it was unknown: its id is kept, so that a late event does not bring it back. */
async function remove(applying: Applying): Promise<Applied> {
  const { tx, at } = applying;
  const { id: integrationId } = await register(applying);
  await lockEndpoints(tx, integrationId);
  await endRunsOfIntegration(tx, { integrationId, at });
  await storeDeletion(tx, { integrationId, at });
  return { outcome: "state_updated", marked: 0 };
}

async function changeState(applying: Applying): Promise<Applied> {
  const { tx, event, at } = applying;
  const integration = await register(applying);
  if (integration.deletedAt) return { outcome: "stored", marked: 0 };
  await lockEndpoints(tx, integration.id);
  await endNotReadyWaits(tx, { integrationId: integration.id, at });
  await storeState(tx, {
    integrationId: integration.id,
    state: event.state,
    setupStatus: event.setupStatus,
    qaStatus: event.qaStatus,
    at,
  });
  return { outcome: integration.isNew ? "registered" : "state_updated", marked: 0 };
}
