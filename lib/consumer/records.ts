import type { Sight } from "@/lib/auth/sight";
import type { Pool } from "@/lib/db/pool";
import type { PageOf } from "@/lib/http/page";

import { encodeRecordPosition } from "./cursor";
import { getFeedEnd } from "./feed-end";
import { findFilteredIntegration } from "./find-integration";
import { maskRow, recordColumns, type RecordRow } from "./record-columns";
import type { RecordsQuery } from "./schema";

/**
 * In the order of their keys, which no write changes: a record that is there all the while is listed once, whatever is
 * written meanwhile. The feed's end is read before the first page, and every cursor carries it on, so the feed from there
 * has all that the listing did not see.
 */
export async function listConsumerRecords(
  pool: Pool,
  { query, sight }: { query: RecordsQuery; sight: Sight },
): Promise<PageOf<RecordRow> & { readonly feed_cursor: string }> {
  const integrationId = await findFilteredIntegration(pool, query.integration);
  const feedCursor = query.cursor?.feedCursor ?? (await getFeedEnd(pool));
  const read = await readPage(pool, { ...query, integrationId });
  const page = read.rows.slice(0, query.limit);
  const last = read.rows.length > query.limit ? toKey(page.at(-1)) : read.scannedTo;
  return {
    rows: page.map((row) => maskRow(row, sight)),
    next: last && encodeRecordPosition({ ...last, feedCursor }),
    feed_cursor: feedCursor,
  };
}

type Key = { readonly integrationId: string; readonly model: string; readonly komboId: string };

function toKey(row: RecordRow | undefined): Key | null {
  return row ? { integrationId: row.integration_id, model: row.model, komboId: row.kombo_id } : null;
}

/** A page that a filter leaves nearly empty must not read all records: the next one goes on from here. */
const scanMax = 10_000;

type Asked = RecordsQuery & { readonly integrationId: string | null };
type ReadPage = {
  /** One more than asked for, when there are more. */
  readonly rows: readonly RecordRow[];
  /** The last key that was looked at, when there are more to look at. */
  readonly scannedTo: Key | null;
};

type StoredRow = (RecordRow | { readonly [Column in keyof RecordRow]: null }) & { readonly scannedTo: Key | null };

/**
 * Keys are read in their order by the primary key, and what a filter chooses is decided for each until the page is full.
 * How far a page that is not has looked is asked in the same statement, so that both are of one snapshot.
 */
async function readPage(pool: Pool, asked: Asked): Promise<ReadPage> {
  const source = sourceOf(asked);
  const { rows } = await pool.query<StoredRow>(
    `WITH page AS MATERIALIZED (
       SELECT r.integration_id, r.model, r.kombo_id FROM (SELECT r.* FROM ${source} LIMIT ${scanMax}) r
       WHERE ($3::text IS NULL OR r.kombo_id = $3) AND ($4::timestamptz IS NULL OR r.fetched_at >= $4)
         AND ($5::timestamptz IS NULL OR r.changed_at >= $5) AND ($6 OR r.deleted_at IS NULL)
       LIMIT $10
     ), reached AS (
       SELECT jsonb_build_object('integrationId', r.integration_id, 'model', r.model, 'komboId', r.kombo_id) AS "scannedTo"
       FROM (SELECT r.integration_id, r.model, r.kombo_id FROM ${source} OFFSET ${scanMax - 1} LIMIT 1) r
       WHERE (SELECT count(*) FROM page) < $10)
     SELECT ${recordColumns}, (SELECT "scannedTo" FROM reached) AS "scannedTo"
     FROM (SELECT 1) one
     LEFT JOIN page k ON true
     LEFT JOIN records r ON r.integration_id = k.integration_id AND r.model = k.model AND r.kombo_id = k.kombo_id
     LEFT JOIN integrations i ON i.id = r.integration_id
     ORDER BY k.integration_id, k.model, k.kombo_id`,
    [
      asked.integrationId,
      asked.model ?? null,
      asked.id ?? null,
      asked.fetched_since ?? null,
      asked.changed_since ?? null,
      asked.include_deleted,
      ...keyAfter(asked),
      asked.limit + 1,
    ],
  );
  return { rows: rows.flatMap(toRecord), scannedTo: rows[0]?.scannedTo ?? null };
}

/** A page without a record still tells how far it looked, in a row of nothing. */
function toRecord(stored: StoredRow): readonly RecordRow[] {
  const { scannedTo: _scannedTo, ...row } = stored;
  return row.kombo_id === null ? [] : [row];
}

function keyAfter({ cursor }: Asked): readonly (string | null)[] {
  return cursor ? [cursor.integrationId, cursor.model, cursor.komboId] : [null, null, null];
}

const chosen = "($1::uuid IS NULL OR r.integration_id = $1) AND ($2::text IS NULL OR r.model = $2)";
const behind = "($7::uuid IS NULL OR (r.integration_id, r.model, r.kombo_id) > ($7, $8::text, $9::text))";

/** SQL: records `r` in the order of their keys, as few beside those that are chosen as an index can say. */
function sourceOf({ integrationId, model, id }: Asked): string {
  const order = "ORDER BY r.integration_id, r.model, r.kombo_id";
  if (id !== undefined) return `records r WHERE r.kombo_id = $3 AND ${chosen} AND ${behind} ${order}`;
  if (model === undefined || integrationId !== null) return `records r WHERE ${chosen} AND ${behind} ${order}`;
  // The key begins with the integration: each has its own records of the model in the order, and they follow each other.
  return `(SELECT id FROM integrations WHERE $7::uuid IS NULL OR id >= $7 ORDER BY id) s CROSS JOIN LATERAL (
    SELECT r.* FROM records r WHERE r.integration_id = s.id AND r.model = $2 AND ${behind} AND $1::uuid IS NULL
    ORDER BY r.kombo_id LIMIT ${scanMax}) r ORDER BY s.id, r.kombo_id`;
}
