import { encodeCursor } from "@/lib/db/keyset";
import type { Pool } from "@/lib/db/pool";

import { rareName } from "./seed-words";

/** What the cases ask about: the largest and one of the many small customers, records with much behind them, pages at depth. */
export type Examples = Awaited<ReturnType<typeof findExamples>>;

export async function findExamples(pool: Pool) {
  const one = <Row extends object>(sql: string) => readOne<Row>(pool, sql);
  const { large, small, deleted } = await one<{ large: string; small: string; deleted: string }>(
    `SELECT max(i.kombo_integration_id) FILTER (WHERE b.number = 1) AS large,
            max(i.kombo_integration_id) FILTER (WHERE b.number = (SELECT count(*) * 11 / 12 FROM bench.integrations)) AS small,
            max(i.kombo_integration_id) FILTER (WHERE b.number = 11) AS deleted
     FROM bench.integrations b JOIN integrations i ON i.id = b.id`,
  );
  const record = await one<RecordExample>(
    `SELECT i.kombo_integration_id AS "komboIntegrationId", c.model, c.kombo_id AS "komboId", c.oldest FROM (
       SELECT integration_id, model, kombo_id, min(seq)::text AS oldest, count(*) AS changes FROM record_changes
       WHERE model = 'hris_employees' GROUP BY 1, 2, 3 ORDER BY changes DESC LIMIT 1) c
     JOIN integrations i ON i.id = c.integration_id`,
  );
  const changing = await one<{ id: string }>(
    `SELECT id FROM sync_runs ORDER BY created + updated + deleted DESC, id LIMIT 1`,
  );
  const paged = await one<{ id: string }>(
    `SELECT run_id AS id FROM run_pages GROUP BY run_id ORDER BY count(*) DESC, run_id LIMIT 1`,
  );
  const held = await one<{ id: string }>(
    `SELECT r.id FROM sync_runs r JOIN endpoint_states s ON s.integration_id = r.integration_id AND s.endpoint = r.endpoint
     WHERE r.state = 'needs_review' ORDER BY s.live_records DESC LIMIT 1`,
  );
  // Which of its endpoints are enabled differs from seed to seed.
  const enabled = await one<{ endpoint: string }>(
    `SELECT s.endpoint FROM endpoint_states s JOIN integrations i ON i.id = s.integration_id
     WHERE i.kombo_integration_id = '${large}' AND s.enabled ORDER BY s.live_records DESC LIMIT 1`,
  );
  const event = await one<{ id: string; komboEventId: string }>(
    `SELECT e.id, e.kombo_event_id AS "komboEventId" FROM webhook_events e JOIN run_causes c ON c.webhook_event_id = e.id
     ORDER BY e.first_received_at DESC LIMIT 1`,
  );
  return {
    large,
    small,
    deleted,
    record,
    changingRun: changing.id,
    pagedRun: paged.id,
    heldRun: held.id,
    endpoint: enabled.endpoint,
    event,
    rareName,
    deep: await findDepths(pool, large),
  };
}

type RecordExample = {
  readonly komboIntegrationId: string;
  readonly model: string;
  readonly komboId: string;
  /** The first of its changes. */
  readonly oldest: string;
};

/** Cursors to the middle of the lists. */
async function findDepths(pool: Pool, large: string) {
  const at = async (table: string, columns: readonly string[], where = "true") => {
    const order = columns.map((column) => `${column} DESC`).join(", ");
    const values = columns.map((column) =>
      isTime(column) ? `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : `${column}::text`,
    );
    const { cursor } = await readOne<{ cursor: string[] }>(
      pool,
      `SELECT ARRAY[${values.join(", ")}] AS cursor FROM ${table} WHERE ${where} ORDER BY ${order}
       OFFSET (SELECT count(*) / 2 FROM ${table} WHERE ${where}) LIMIT 1`,
    );
    return encodeCursor(cursor);
  };
  const ofLarge = `integration_id = (SELECT id FROM integrations WHERE kombo_integration_id = '${large}')`;
  const recordOrder = ["fetched_at", "integration_id", "model", "kombo_id"];
  return {
    records: await at("records", recordOrder, "deleted_at IS NULL"),
    recordsOfLarge: await at("records", recordOrder, ofLarge),
    recordsOfModel: await at("records", recordOrder, "model = 'hris_employees'"),
    runs: await at("sync_runs", ["created_at", "id"]),
    webhooks: await at("webhook_events", ["first_received_at", "id"]),
    audit: await at("audit_events", ["at", "id"]),
  };
}

function isTime(column: string): boolean {
  return column === "at" || column.endsWith("_at");
}

async function readOne<Row extends object>(pool: Pool, sql: string): Promise<Row> {
  const { rows } = await pool.query<Row>(sql);
  const [row] = rows;
  if (!row) throw new Error(`The seed has no row for: ${sql}`);
  return row;
}
