import { latestPossible } from "@/lib/clock";
import type { Sql } from "@/lib/db/pool";

import type { EncodedRows } from "./encode-rows";
import type { InvalidRecord, PlannedChange } from "./plan-page";
import type { PageToWrite } from "./write-page";

/**
 * One statement for all rows of a page: measured about 20 times as fast as an upsert per row.
 */
export async function upsertRecords(tx: Sql, page: PageToWrite, { ids, columns, data }: EncodedRows): Promise<void> {
  if (ids.length === 0) return;
  const { rowCount } = await tx.query(
    `INSERT INTO records (integration_id, model, endpoint, fetched_at, first_seen_at, kombo_id, remote_id, data,
                          content_hash, text_hash, changed_at, remote_deleted_at, deleted_at, deleted_reason, display_name, flags, copies, erased_at)
     SELECT $1, $2, $3, $4, $4, r.kombo_id, r.remote_id, r.data::jsonb, r.content_hash, r.text_hash, r.changed_at, r.remote_deleted_at,
            r.deleted_at, CASE WHEN r.deleted_at IS NULL THEN NULL ELSE 'remote' END, r.display_name, r.flags, r.copies, r.erased_at
     FROM ROWS FROM (
       jsonb_to_recordset($5::jsonb) AS (kombo_id text, remote_id text, content_hash text, text_hash text, changed_at timestamptz,
         remote_deleted_at timestamptz, deleted_at timestamptz, display_name text, flags text[], copies text[], erased_at timestamptz),
       unnest($6::text[])
     ) AS r(kombo_id, remote_id, content_hash, text_hash, changed_at, remote_deleted_at, deleted_at, display_name, flags, copies, erased_at, data)
     ON CONFLICT (integration_id, model, kombo_id) DO UPDATE SET
       endpoint = excluded.endpoint, fetched_at = excluded.fetched_at, remote_id = excluded.remote_id,
       data = excluded.data, content_hash = excluded.content_hash, text_hash = excluded.text_hash, changed_at = excluded.changed_at,
       remote_deleted_at = excluded.remote_deleted_at, deleted_at = excluded.deleted_at,
       deleted_reason = excluded.deleted_reason, display_name = excluded.display_name, flags = excluded.flags,
       copies = excluded.copies, erased_at = excluded.erased_at
     WHERE records.fetched_at <= excluded.fetched_at OR records.fetched_at > $7`,
    [
      page.integrationId,
      page.endpoint.model,
      page.endpoint.path,
      page.requestedAt,
      columns,
      data,
      latestPossible(page.writtenAt),
    ],
  );
  if (rowCount !== ids.length) {
    throw new Error(`Page ${page.page} of run ${page.run.id}: ${rowCount} of ${ids.length} rows were written`);
  }
}

export async function insertChanges(tx: Sql, page: PageToWrite, changes: readonly PlannedChange[]): Promise<void> {
  if (changes.length === 0) return;
  await tx.query(
    `INSERT INTO record_changes (integration_id, model, run_id, page, at, kombo_id, kind, paths, nested_only, drift)
     SELECT $1, $2, $3, $4, $5, c.kombo_id, c.kind, c.paths, c.nested_only, c.drift
     FROM jsonb_to_recordset($6::jsonb) AS c(kombo_id text, kind text, paths jsonb, nested_only boolean, drift text)`,
    [
      page.integrationId,
      page.endpoint.model,
      page.run.id,
      page.page,
      page.writtenAt,
      JSON.stringify(
        changes.map(({ komboId, kind, paths, nestedOnly, drift }) => ({
          kombo_id: komboId,
          kind,
          paths,
          nested_only: nestedOnly,
          drift,
        })),
      ),
    ],
  );
}

export async function insertInvalidRecords(
  tx: Sql,
  page: PageToWrite,
  invalid: readonly InvalidRecord[],
): Promise<void> {
  if (invalid.length === 0) return;
  await tx.query(
    `INSERT INTO invalid_records (run_id, integration_id, endpoint, page, received_at, position, cause, data)
     SELECT $1, $2, $3, $4, $5, i.position, i.cause, coalesce(i.data, 'null'::jsonb)
     FROM jsonb_to_recordset($6::jsonb) AS i(position integer, cause text, data jsonb)`,
    [page.run.id, page.integrationId, page.endpoint.path, page.page, page.requestedAt, JSON.stringify(invalid)],
  );
}

/** I12: what the history and the records set aside still say of an erased record goes with it; that they existed stays. */
export async function eraseHistory(tx: Sql, page: PageToWrite, changes: readonly PlannedChange[]): Promise<void> {
  const ids = changes.filter(({ kind }) => kind === "erased").map(({ komboId }) => komboId);
  if (ids.length === 0) return;
  await tx.query(
    `UPDATE record_changes SET paths = NULL
     WHERE integration_id = $1 AND model = $2 AND kombo_id = ANY($3) AND paths IS NOT NULL`,
    [page.integrationId, page.endpoint.model, ids],
  );
  await tx.query(
    `UPDATE invalid_records SET data = jsonb_build_object('id', data -> 'id')
     WHERE integration_id = $1 AND endpoint = $2 AND data ->> 'id' = ANY($3)`,
    [page.integrationId, page.endpoint.path, ids],
  );
  // Copies of it lie in records of other endpoints, which this page may not lock.
  await tx.query(
    `INSERT INTO erasures (integration_id, model, kombo_id, remote_id, found_at)
     SELECT integration_id, model, kombo_id, remote_id, $4 FROM records
     WHERE integration_id = $1 AND model = $2 AND kombo_id = ANY($3) ON CONFLICT DO NOTHING`,
    [page.integrationId, page.endpoint.model, ids, page.writtenAt],
  );
}
