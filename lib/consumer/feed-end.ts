import type { Pool } from "@/lib/db/pool";

import { encodeFeedPosition } from "./cursor";
import { beginEpoch, isMovedSql } from "./epoch";

type DatabaseRow = { epoch: string; isMoved: boolean; xid: string; seq: string; at: Date | null };

/** The cursor behind the last change that can be delivered now; served by (xid, seq). */
export async function getFeedEnd(pool: Pool): Promise<string> {
  const row = await readEnd(pool);
  if (row.isMoved) {
    await beginEpoch(pool);
    return getFeedEnd(pool);
  }
  return encodeFeedPosition({ epoch: row.epoch, xid: row.xid, seq: row.seq, at: row.at?.toISOString() ?? null });
}

async function readEnd(pool: Pool): Promise<DatabaseRow> {
  const { rows } = await pool.query<DatabaseRow>(
    `SELECT f.epoch, ${isMovedSql} AS "isMoved", coalesce(l.xid, f.pruned_xid)::text AS xid,
            coalesce(l.seq, f.pruned_seq)::text AS seq, l.at
     FROM feed_state f LEFT JOIN LATERAL (
       SELECT c.xid, c.seq, c.at FROM record_changes c
       WHERE c.xid < (SELECT pg_snapshot_xmin(pg_current_snapshot())) AND c.seq > f.base_seq
       ORDER BY c.xid DESC, c.seq DESC LIMIT 1) l ON true`,
  );
  const [row] = rows;
  if (!row) throw new Error("The table feed_state has lost its row");
  return row;
}
