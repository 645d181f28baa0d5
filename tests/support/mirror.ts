import type { Clock } from "@/lib/clock";
import { createPool, type Pool } from "@/lib/db/pool";
import { createKomboClient } from "@/lib/kombo/client";
import { getEndpoint } from "@/lib/kombo/endpoints";
import type { Log } from "@/lib/log";
import { createManualClock, type ManualClock } from "@/lib/simulator/manual-clock";
import type { IntegrationSpec, SimulatedIntegration, Simulator, SimulatorOptions } from "@/lib/simulator/simulator";
import { startSimulator } from "@/lib/simulator/start-simulator";
import type { SyncDeps } from "@/lib/sync/deps";
import { komboKeyId } from "@/lib/sync/kombo-key";
import { tick, type TickSummary } from "@/lib/sync/tick";
import { createIntake, type IngestOutcome } from "@/lib/webhooks/ingest";

import { createTestDatabase, type TestDatabase } from "./database";

export const webhookSecret = "whsec-of-the-tests";

/** A mirror and the Kombo it follows: real PostgreSQL, real HTTP, one clock that stands still until it is moved. */
export type Mirror = {
  readonly pool: Pool;
  readonly databaseUrl: string;
  readonly kombo: Simulator;
  readonly clock: ManualClock;
  readonly deps: SyncDeps;
  /** Ingests every webhook Kombo has sent and we have not seen; what Kombo lost stays lost. */
  deliverWebhooks(): Promise<readonly IngestOutcome[]>;
  /** What Kombo has sent so far counts as delivered. */
  passOverWebhooks(): Promise<void>;
  /** Ticks until nothing is due. */
  drain(): Promise<TickSummary>;
  /** Sends the event of each integration's creation. */
  announceIntegrations(): void;
  /** Announces the integrations and mirrors them in full. */
  connect(): Promise<void>;
  stop(): Promise<void>;
};

const quiet = () => undefined;
export const quietLog: Log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

export async function startMirror(
  options: SimulatorOptions = {},
  clock: ManualClock = createManualClock(new Date("2026-11-20T09:00:00.000Z")),
  /** A migrated one; of the tests' cluster unless told otherwise. */
  openDatabase: () => Promise<TestDatabase> = createTestDatabase,
): Promise<Mirror> {
  const database = await openDatabase();
  const pool = createPool(database.url);
  // As the server's own has it: a connection that a test ends must not end the test.
  pool.on("error", () => undefined);
  const kombo = await startSimulator({
    size: 50,
    seed: 7,
    clock,
    rateLimit: { limit: 1_000_000 },
    ...options,
    webhook: { url: null, secret: webhookSecret, ...options.webhook },
  });
  const deps: SyncDeps = {
    pool,
    kombo: createKomboClient({ apiUrl: kombo.url, apiKey: kombo.apiKey, sleep: async (ms) => clock.advance(ms) }),
    keyId: komboKeyId(kombo.apiKey),
    clock: driven(clock),
    log: quietLog,
    catchUpHours: 6,
    purgeAfterDays: 14,
  };
  let delivered = 0;
  const mirror: Mirror = {
    pool,
    databaseUrl: database.url,
    kombo,
    clock,
    deps,
    async deliverWebhooks() {
      await kombo.flushWebhooks();
      const sent = kombo.sentWebhooks.slice(delivered);
      delivered = kombo.sentWebhooks.length;
      const outcomes: IngestOutcome[] = [];
      for (const { body, headers, status } of sent) {
        if (status !== "lost") outcomes.push(await deliver(mirror, { body, signature: signatureOf(headers) }));
      }
      return outcomes;
    },
    async passOverWebhooks() {
      await kombo.flushWebhooks();
      delivered = kombo.sentWebhooks.length;
    },
    drain: () => tick(deps, { budgetMs: 60_000, concurrency: 2 }),
    announceIntegrations() {
      for (const integration of kombo.integrations) announce(kombo, integration);
    },
    async connect() {
      mirror.announceIntegrations();
      await mirror.deliverWebhooks();
      await mirror.drain();
    },
    async stop() {
      await kombo.stop();
      await pool.end();
      await database.drop();
    },
  };
  return mirror;
}

/** The one customer of most tests. */
export const acme = { category: "HRIS", tool: "personio", organizationName: "Acme" } satisfies IntegrationSpec;

/** The first integration, or the first of a category. */
export function integrationOf({ kombo }: Pick<Mirror, "kombo">, category?: string): SimulatedIntegration {
  const found = kombo.integrations.find((candidate) => category === undefined || candidate.category === category);
  if (!found) throw new Error(`The simulator has no integration of ${category ?? "any category"}`);
  return found;
}

export function driven(clock: ManualClock): Clock {
  return { start: async () => clock.now };
}

export function deliver(
  mirror: Pick<Mirror, "pool" | "clock">,
  delivery: { body: string; signature: string | null },
): Promise<IngestOutcome> {
  const deps = { pool: mirror.pool, clock: driven(mirror.clock), secrets: [webhookSecret], log: quietLog };
  return createIntake({ ...deps, prepares: false })({
    body: Buffer.from(delivery.body),
    signature: delivery.signature,
  });
}

function announce(kombo: Simulator, integration: Simulator["integrations"][number]): void {
  const { id, tool, category, organizationName, originId } = integration;
  kombo.sendWebhook("integration-created", {
    id,
    tool,
    category,
    end_user: { organization_name: organizationName, creator_email: null, origin_id: originId },
  });
}

function signatureOf(headers: Readonly<Record<string, string>>): string | null {
  const [, value] = Object.entries(headers).find(([name]) => name.toLowerCase() === "x-kombo-signature") ?? [];
  return value ?? null;
}

export type MirroredRecord = {
  readonly komboId: string;
  readonly data: Record<string, unknown>;
  readonly deletedAt: Date | null;
};

/** Every stored record of an endpoint by its Kombo id, tombstones included. */
export async function readMirror(
  pool: Pool,
  komboIntegrationId: string,
  endpoint: string,
): Promise<ReadonlyMap<string, MirroredRecord>> {
  const { rows } = await pool.query<MirroredRecord>(
    `SELECT kombo_id AS "komboId", data, deleted_at AS "deletedAt" FROM records
     WHERE integration_id = (SELECT id FROM integrations WHERE kombo_integration_id = $1) AND model = $2`,
    [komboIntegrationId, getEndpoint(endpoint).model],
  );
  return new Map(rows.map((row) => [row.komboId, row]));
}

/** One value of one row: the small look into the database that most tests need. */
export async function readValue<Value>(pool: Pool, sql: string, values: readonly unknown[] = []): Promise<Value> {
  const { rows } = await pool.query<{ value: Value }>(`SELECT (${sql}) AS value`, [...values]);
  const [row] = rows;
  if (!row) throw new Error(`No row: ${sql}`);
  return row.value;
}

export function idOf(record: Readonly<Record<string, unknown>> | undefined): string {
  return textAt(record, "id");
}

export function remoteIdOf(record: Readonly<Record<string, unknown>> | undefined): string {
  return textAt(record, "remote_id");
}

function textAt(record: Readonly<Record<string, unknown>> | undefined, key: string): string {
  const value = record?.[key];
  if (typeof value !== "string") throw new Error(`The record has no ${key}`);
  return value;
}
