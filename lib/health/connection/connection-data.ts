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
  const { rows } = await pool.query<Found>(
    `(SELECT 'first' AS which, ${eventColumns} ORDER BY first_received_at, id LIMIT 1)
     UNION ALL (SELECT 'last', ${eventColumns} ORDER BY first_received_at DESC, id DESC LIMIT 1)
     UNION ALL (SELECT 'rejected', NULL, cause, received_at FROM rejected_deliveries ORDER BY received_at DESC LIMIT 1)`,
  );
  const find = (which: Found["which"]) => rows.find((row) => row.which === which) ?? null;
  const rejected = find("rejected");
  return {
    first: toEvent(find("first")),
    last: toEvent(find("last")),
    lastRejected: rejected && { cause: rejected.word, at: rejected.at },
  };
}

type Found = {
  readonly which: "first" | "last" | "rejected";
  readonly id: string | null;
  /** The type of an event, the cause of a rejection. */
  readonly word: string;
  readonly at: Date;
};
const eventColumns = `id, type AS word, first_received_at AS at FROM webhook_events`;

function toEvent(found: Found | null): StoredEvent | null {
  return found === null || found.id === null ? null : { id: found.id, type: found.word, at: found.at };
}

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
