import type { Pool } from "@/lib/db/pool";
import { findUndelivered, readBeats } from "@/lib/health/attention-data";
import type { Connection } from "@/lib/health/schema/connection";
import { decideKombo, type HealthSettings } from "@/lib/health/status";
import { getKeyState } from "@/lib/sync/kombo-key";

import { findHeldBackSince, readAlerts, readDatabase, readWebhooks } from "./connection-data";
import { decideParts } from "./decide-parts";
import { toRejection } from "./rejections";
import { listVariables } from "./variables";

export type ConnectionSettings = {
  readonly health: HealthSettings;
  /** Names of what the environment holds. */
  readonly setVariables: readonly string[];
};

/** How this deployment is connected to all around it: to Kombo, its database, its cron and whoever is told. */
export async function getConnection(pool: Pool, settings: ConnectionSettings, now: Date): Promise<Connection> {
  const { health } = settings;
  const [database, key, beats, webhooks, alerts, undelivered, heldBackSince] = await Promise.all([
    readDatabase(pool),
    health.keyId === null ? null : getKeyState(pool, health.keyId),
    readBeats(pool),
    readWebhooks(pool),
    readAlerts(pool),
    findUndelivered(pool),
    findHeldBackSince(pool),
  ]);
  const { last, lastRejected } = webhooks;
  const { region, latencyMs } = decideKombo(key, health, now);
  return {
    kombo: { isKeySet: key !== null, region, lastOkAt: key?.lastOkAt?.toISOString() ?? null, latencyMs },
    webhooks: {
      url: health.webhookUrl,
      isReachable: health.isWebhookReachable,
      isSecretSet: health.hasWebhookSecret,
      events: [...wantedEvents],
      last: last && { ...last, at: last.at.toISOString() },
      lastRejected: lastRejected && toRejection(lastRejected),
    },
    isAlertTargetSet: health.hasAlertTarget,
    parts: decideParts(
      { database, key, beats, webhooks, alerts: { ...alerts, undelivered }, heldBackSince },
      health,
      now,
    ),
    variables: [...listVariables(new Set(settings.setVariables))],
  };
}

/** What to choose in Kombo; others may be chosen too, they are stored and that is all. */
const wantedEvents = [
  { type: "data-changed", does: "marks what is to be fetched" },
  { type: "integration-created", does: "registers an integration and reads everything once" },
  { type: "integration-deleted", does: "stops fetching; its data is purged later" },
  { type: "integration-state-changed", does: "says when a connection is lost or back" },
] as const;
