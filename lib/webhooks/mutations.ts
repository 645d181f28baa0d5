import type { Sql } from "@/lib/db/pool";
import type { WebhookOutcome } from "@/lib/webhooks/schema/outcome-words";

export type EventToStore = {
  readonly komboEventId: string;
  readonly type: string;
  readonly komboIntegrationId: string | null;
  readonly payload: unknown;
  readonly sizeBytes: number;
  readonly at: Date;
};

/** One row per event id, whoever delivers it at the same instant (I3): the second waits for the first to commit. */
export async function insertEvent(tx: Sql, event: EventToStore): Promise<{ id: string; isRepeat: boolean }> {
  const { rows } = await tx.query<{ id: string; isRepeat: boolean }>(
    `INSERT INTO webhook_events (kombo_event_id, type, kombo_integration_id, payload, first_received_at,
                                 last_received_at, outcome, signature_verdict)
     VALUES ($1, $2, $3, $4, $5, $5, 'stored', 'valid')
     ON CONFLICT (kombo_event_id) DO UPDATE SET deliveries = webhook_events.deliveries + 1,
       last_received_at = greatest(webhook_events.last_received_at, excluded.last_received_at)
     RETURNING id, (xmax <> 0) AS "isRepeat"`,
    [event.komboEventId, event.type, event.komboIntegrationId, JSON.stringify(event.payload), event.at],
  );
  const [row] = rows;
  if (!row) throw new Error("An upsert gave no row");
  await tx.query("INSERT INTO webhook_deliveries (webhook_event_id, received_at, size_bytes) VALUES ($1, $2, $3)", [
    row.id,
    event.at,
    event.sizeBytes,
  ]);
  return row;
}

export async function setOutcome(tx: Sql, input: { id: string; outcome: WebhookOutcome }): Promise<void> {
  await tx.query("UPDATE webhook_events SET outcome = $2 WHERE id = $1", [input.id, input.outcome]);
}

const rejectedKept = 1_000;
/** A declared length may be any number. */
const integerMax = 2_147_483_647;

/** Cause and size, never the body; only the newest are kept, so that nobody can fill the table. */
export async function noteRejectedDelivery(sql: Sql, rejected: { cause: string; sizeBytes: number }): Promise<void> {
  await sql.query(
    `WITH noted AS (
       INSERT INTO rejected_deliveries (received_at, cause, size_bytes) VALUES (clock_timestamp(), $1, $2) RETURNING id)
     DELETE FROM rejected_deliveries r USING noted WHERE r.id <= noted.id - ${rejectedKept}`,
    [rejected.cause, Math.min(rejected.sizeBytes, integerMax)],
  );
}
