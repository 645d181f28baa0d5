import type { Pool } from "@/lib/db/pool";

import { isMovedSql } from "./epoch";
import { type Holder, holderColumns, holderJoins } from "./holder";
import type { Stored } from "./page";
import type { RecordRow } from "./record-columns";
import type { ChangesQuery, ConsumerChange } from "./schema";

type FeedMeta = Holder & {
  readonly epoch: string;
  readonly isMoved: boolean;
  /** Retention has removed changes behind the cursor. */
  readonly isPruned: boolean;
  /** The change the cursor speaks of is not in this database. */
  readonly isUnknown: boolean;
  /** Changes read, delivered or filtered away, and the last of them; where the log begins, when there was none. */
  readonly scanned: number;
  readonly reachedXid: string;
  readonly reachedSeq: string;
  readonly reachedAt: Date | null;
};
export type ChangeRow = Stored<Omit<ConsumerChange, "record">, "at"> & { readonly xid: string };
type ExpandedRow = { readonly hasRecord: boolean } & Omit<RecordRow, keyof ChangeRow>;
export type FeedPage = { readonly meta: FeedMeta; readonly rows: readonly (ChangeRow & ExpandedRow)[] };

// A page that a filter leaves nearly empty must not read the whole log: the next one goes on from here.
const scanMax = 10_000;

/** How many changes one page looks at; without a filter no more than it shows. */
export function scanLimitOf({ integration, model, kind, limit }: ChangesQuery): number {
  const isFiltered = integration !== undefined || model !== undefined || kind !== undefined;
  return isFiltered ? scanMax : limit + 1;
}

/**
 * Changes after the cursor, of transactions below which none is open any more. One statement, so that the changes, the
 * records they carry and the transactions that are open are of one snapshot. Served by (xid, seq).
 */
export async function readFeedPage(
  pool: Pool,
  { query, integrationId }: { query: ChangesQuery; integrationId: string | null },
): Promise<FeedPage> {
  const { rows } = await pool.query<FeedMeta & { changeSeq: string | null } & ChangeRow & ExpandedRow>(statement, [
    // Without a cursor, the oldest change that is kept.
    query.cursor?.xid ?? "0",
    query.cursor?.seq ?? "0",
    query.cursor?.at ?? null,
    scanLimitOf(query),
    integrationId,
    query.model ?? null,
    query.kind ?? null,
    query.limit + 1,
    query.expand === "record",
  ]);
  const [first] = rows;
  if (!first) throw new Error("The table feed_state has lost its row");
  return { meta: first, rows: rows.filter(({ seq }) => seq !== null) };
}

// The cursor's values stand in it as parameters, so that the planner sees them and reads (xid, seq) in its order.
const statement = `
  WITH h AS MATERIALIZED (
    SELECT pg_snapshot_xmin(s) AS xmin, pg_snapshot_xmax(s) AS xmax FROM pg_current_snapshot() AS s
  ), scanned AS MATERIALIZED (
    SELECT c.xid, c.seq, c.at, c.integration_id, c.model, c.kind FROM record_changes c
    WHERE (c.xid, c.seq) > ($1::text::xid8, $2::bigint) AND c.xid < (SELECT xmin FROM h)
    ORDER BY c.xid, c.seq LIMIT $4
  ), delivered AS MATERIALIZED (
    SELECT xid, seq FROM scanned
    WHERE ($5::uuid IS NULL OR integration_id = $5) AND ($6::text IS NULL OR model = $6)
      AND ($7::text IS NULL OR kind = $7) AND seq > (SELECT base_seq FROM feed_state)
    ORDER BY xid, seq LIMIT $8
  ), m AS MATERIALIZED (
    SELECT f.epoch, ${isMovedSql} AS "isMoved",
      ($1::text::xid8, $2::bigint) < (f.pruned_xid, f.pruned_seq) AS "isPruned",
      $3::timestamptz IS NOT NULL AND ($1::text::xid8, $2::bigint) <> (f.pruned_xid, f.pruned_seq) AND NOT EXISTS (
        SELECT FROM record_changes k WHERE k.seq = $2::bigint AND k.xid = $1::text::xid8 AND k.at = $3) AS "isUnknown",
      (SELECT count(*)::int FROM scanned) AS scanned, coalesce(l.xid, f.pruned_xid)::text AS "reachedXid",
      coalesce(l.seq, f.pruned_seq)::text AS "reachedSeq", l.at AS "reachedAt", ${holderColumns}
    FROM feed_state f CROSS JOIN h ${holderJoins}
    LEFT JOIN LATERAL (SELECT xid, seq, at FROM scanned ORDER BY xid DESC, seq DESC LIMIT 1) l ON true
  )
  SELECT m.*, c.xid::text, c.seq::text, c.integration_id, i.kombo_integration_id, c.model, c.kombo_id, c.run_id, c.kind,
    c.paths, c.nested_only, c.drift, c.at,
    r.kombo_id IS NOT NULL AS "hasRecord", i.organization_name, r.endpoint, r.remote_id, r.data, r.display_name, r.flags,
    r.changed_at, r.remote_deleted_at, r.deleted_at, r.deleted_reason, r.first_seen_at, r.fetched_at, r.erased_at
  FROM m
  LEFT JOIN delivered d ON true
  LEFT JOIN record_changes c ON c.seq = d.seq
  LEFT JOIN integrations i ON i.id = c.integration_id
  LEFT JOIN records r ON $9 AND r.integration_id = c.integration_id AND r.model = c.model AND r.kombo_id = c.kombo_id
    AND r.erased_at IS NULL
  ORDER BY d.xid, d.seq`;
