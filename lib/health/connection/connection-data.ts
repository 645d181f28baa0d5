import type { Pool } from "@/lib/db/pool";
import type { Undelivered } from "@/lib/health/attention-data";

export type DatabaseFacts = {
  readonly version: string;
  readonly migrations: number;
  readonly lastMigration: string | null;
  readonly latencyMs: number;
};

/** Its answer is what is measured. */
export async function readDatabase(pool: Pool): Promise<DatabaseFacts> {
  const sentAt = performance.now();
  const { rows } = await pool.query<Omit<DatabaseFacts, "latencyMs">>(
    `SELECT current_setting('server_version') AS version, count(*)::int AS migrations,
            max(migration_name) AS "lastMigration"
     FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  const latencyMs = performance.now() - sentAt;
  const [row] = rows;
  if (!row) throw new Error("A count gave no row");
  return { ...row, latencyMs };
}

type StoredEvent = { readonly id: string; readonly type: string; readonly at: Date };
export type RejectedDelivery = { readonly cause: string; readonly at: Date };
export type WebhookFacts = {
  readonly first: StoredEvent | null;
  readonly last: StoredEvent | null;
  readonly lastRejected: RejectedDelivery | null;
};

/** Each by an index on its time. */
export async function readWebhooks(pool: Pool): Promise<WebhookFacts> {
  const [first, last, rejected] = await Promise.all([
    pool.query<StoredEvent>(`SELECT ${eventColumns} ORDER BY first_received_at, id LIMIT 1`),
    pool.query<StoredEvent>(`SELECT ${eventColumns} ORDER BY first_received_at DESC, id DESC LIMIT 1`),
    pool.query<RejectedDelivery>(
      `SELECT cause, received_at AS at FROM rejected_deliveries ORDER BY received_at DESC LIMIT 1`,
    ),
  ]);
  return { first: first.rows[0] ?? null, last: last.rows[0] ?? null, lastRejected: rejected.rows[0] ?? null };
}

const eventColumns = `id, type, first_received_at AS at FROM webhook_events`;

export async function findStoredEvent(pool: Pool, komboEventId: string): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM webhook_events WHERE kombo_event_id = $1", [
    komboEventId,
  ]);
  return rows[0]?.id ?? null;
}

export type AlertFacts = {
  readonly lastToldAt: Date | null;
  readonly lastProblem: string | null;
  readonly undelivered: Undelivered | null;
};

export async function readAlerts(pool: Pool): Promise<Omit<AlertFacts, "undelivered">> {
  const { rows } = await pool.query<Omit<AlertFacts, "undelivered">>(
    `SELECT max(greatest(opening_told_at, closing_told_at)) AS "lastToldAt",
            (SELECT last_problem FROM alerts WHERE last_problem IS NOT NULL ORDER BY due_at DESC NULLS LAST LIMIT 1)
              AS "lastProblem"
     FROM alerts`,
  );
  return rows[0] ?? { lastToldAt: null, lastProblem: null };
}

/** The oldest change that programs cannot be given yet, since a transaction that began before it is still open. */
export async function findHeldBackSince(pool: Pool): Promise<Date | null> {
  const { rows } = await pool.query<{ since: Date }>(
    `SELECT at AS since FROM record_changes WHERE xid >= (SELECT pg_snapshot_xmin(pg_current_snapshot()))
     ORDER BY xid, seq LIMIT 1`,
  );
  return rows[0]?.since ?? null;
}
