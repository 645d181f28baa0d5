import type { Sight } from "@/lib/auth/sight";
import type { Pool } from "@/lib/db/pool";
import type { PageOf } from "@/lib/http/page";

import { encodeRecordPosition } from "./cursor";
import { getFeedEnd } from "./feed-end";
import { findFilteredIntegration } from "./find-integration";
import { cutPage } from "./page";
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
  const { rows } = await pool.query<RecordRow>(
    `SELECT ${recordColumns}
     FROM records r JOIN integrations i ON i.id = r.integration_id
     WHERE ($1::uuid IS NULL OR r.integration_id = $1) AND ($2::text IS NULL OR r.model = $2)
       AND ($3::text IS NULL OR r.kombo_id = $3)
       AND ($4::timestamptz IS NULL OR r.fetched_at >= $4) AND ($5::timestamptz IS NULL OR r.changed_at >= $5)
       AND ($6 OR r.deleted_at IS NULL)
       AND ($7::uuid IS NULL OR (r.integration_id, r.model, r.kombo_id) > ($7, $8::text, $9::text))
     ORDER BY r.integration_id, r.model, r.kombo_id LIMIT $10`,
    [
      integrationId,
      query.model ?? null,
      query.id ?? null,
      query.fetched_since ?? null,
      query.changed_since ?? null,
      query.include_deleted,
      ...keyAfter(query),
      query.limit + 1,
    ],
  );
  const page = cutPage(rows, query.limit, (last) =>
    encodeRecordPosition({
      integrationId: last.integration_id,
      model: last.model,
      komboId: last.kombo_id,
      feedCursor,
    }),
  );
  return { rows: page.rows.map((row) => maskRow(row, sight)), next: page.next, feed_cursor: feedCursor };
}

function keyAfter({ cursor }: RecordsQuery): readonly (string | null)[] {
  return cursor ? [cursor.integrationId, cursor.model, cursor.komboId] : [null, null, null];
}
