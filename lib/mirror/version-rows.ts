import type { Pool } from "@/lib/db/pool";

import type { RecordKey } from "./get-record";
import { isJsonObject, type JsonObject } from "./json";
import type { LoggedChange } from "./rebuild-version";

export type StoredHistory = {
  readonly now: JsonObject;
  readonly fetchedAt: Date;
  /** It was written by something beside a fetch since. */
  readonly isEdited: boolean;
  /** Newest first, down to the one that was asked for; at most one more than `limit`. */
  readonly changes: readonly LoggedChange[];
};

type DatabaseRow = {
  data: unknown;
  fetchedAt: Date;
  isEdited: boolean;
  changes: readonly (Omit<LoggedChange, "at"> & { at: string })[];
};

/**
 * A record and its history since one version, of one moment: in one statement, or a page written between two of them would
 * make them not fit. Null without such a record. Served by the keys of records and by (…, kombo_id, seq).
 */
export async function findStoredHistory(
  pool: Pool,
  { komboIntegrationId, model, komboId, since, limit }: RecordKey & { since: string; limit: number },
): Promise<StoredHistory | null> {
  const { rows } = await pool.query<DatabaseRow>(
    `SELECT r.data, r.fetched_at AS "fetchedAt", r.content_hash IS NULL AS "isEdited",
       (SELECT coalesce(jsonb_agg(to_jsonb(l) ORDER BY l.number), '[]') FROM (
          SELECT row_number() OVER (ORDER BY c.seq DESC) AS number, c.seq::text, c.kind, c.paths, c.drift, c.page, c.at
          FROM record_changes c
          WHERE c.integration_id = r.integration_id AND c.model = r.model AND c.kombo_id = r.kombo_id AND c.seq >= $4::bigint
          ORDER BY c.seq DESC LIMIT $5) l) AS changes
     FROM records r
     WHERE r.integration_id = (SELECT id FROM integrations WHERE kombo_integration_id = $1) AND r.model = $2 AND r.kombo_id = $3`,
    [komboIntegrationId, model, komboId, since, limit + 1],
  );
  const [row] = rows;
  if (!row) return null;
  return {
    now: isJsonObject(row.data) ? row.data : {},
    fetchedAt: row.fetchedAt,
    isEdited: row.isEdited,
    changes: row.changes.map(({ at, ...change }) => ({ ...change, at: new Date(at) })),
  };
}
