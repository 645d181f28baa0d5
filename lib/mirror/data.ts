import type { Pool } from "@/lib/db/pool";

import type { StoredRecord } from "./classify-page";

type RecordKeys = { readonly integrationId: string; readonly model: string; readonly ids: readonly string[] };

/** What the comparison needs of the records of a page; served by the primary key. */
export async function listStoredRecords(pool: Pool, keys: RecordKeys): Promise<ReadonlyMap<string, StoredRecord>> {
  if (keys.ids.length === 0) return new Map();
  const { rows } = await pool.query<StoredRecord & { komboId: string }>(
    `SELECT kombo_id AS "komboId", content_hash AS "contentHash", text_hash AS "textHash", fetched_at AS "fetchedAt",
            deleted_at AS "deletedAt", deleted_reason AS "deletedReason", erased_at AS "erasedAt"
     FROM records WHERE integration_id = $1 AND model = $2 AND kombo_id = ANY($3)`,
    [keys.integrationId, keys.model, keys.ids],
  );
  return new Map(rows.map(({ komboId, ...stored }) => [komboId, stored]));
}

/** The stored data of just the records that changed, for their diff. */
export async function listStoredData(pool: Pool, keys: RecordKeys): Promise<ReadonlyMap<string, unknown>> {
  if (keys.ids.length === 0) return new Map();
  const { rows } = await pool.query<{ komboId: string; data: unknown }>(
    `SELECT kombo_id AS "komboId", data FROM records WHERE integration_id = $1 AND model = $2 AND kombo_id = ANY($3)`,
    [keys.integrationId, keys.model, keys.ids],
  );
  return new Map(rows.map(({ komboId, data }) => [komboId, data]));
}

/** Which of these ids were mirrored before: a row that has a history but is gone was removed by hand. */
export async function listKnownIds(pool: Pool, keys: RecordKeys): Promise<ReadonlySet<string>> {
  if (keys.ids.length === 0) return new Set();
  const { rows } = await pool.query<{ komboId: string }>(
    `SELECT DISTINCT kombo_id AS "komboId" FROM record_changes
     WHERE integration_id = $1 AND model = $2 AND kombo_id = ANY($3)`,
    [keys.integrationId, keys.model, keys.ids],
  );
  return new Set(rows.map(({ komboId }) => komboId));
}
