import type { Pool } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";

/**
 * True when the changes in `record_changes` (as `feed_state f`) were numbered by another cluster: a dump was restored, and
 * transactions are counted anew, so old and new changes cannot be put in one order. Where the cluster does not say its
 * number, changes numbered by transactions that are still to come tell it.
 */
export const isMovedSql = `(f.cluster <> cluster_identity() OR (f.cluster = 'unknown' AND coalesce((
    SELECT c.xid >= pg_snapshot_xmax(pg_current_snapshot()) FROM record_changes c
    WHERE c.seq > f.base_seq ORDER BY c.xid DESC, c.seq DESC LIMIT 1), false)))`;

/** The feed begins anew after all that is in the log, and no cursor of before is taken any more. Once, whoever comes first. */
export async function beginEpoch(pool: Pool): Promise<void> {
  await withTransaction(pool, async (tx) => {
    // Nobody writes changes meanwhile: what is committed after this is of the new epoch.
    await tx.query("LOCK TABLE record_changes IN SHARE ROW EXCLUSIVE MODE");
    await tx.query(
      `UPDATE feed_state f SET epoch = gen_random_uuid(), cluster = cluster_identity(), pruned_xid = '0', pruned_seq = 0,
         base_seq = coalesce((SELECT max(seq) FROM record_changes), 0)
       WHERE ${isMovedSql}`,
    );
  });
}
