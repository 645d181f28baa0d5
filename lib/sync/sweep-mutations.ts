import { latestPossible } from "@/lib/clock";
import type { Pool, Sql } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";

import type { Claim } from "./claim-work";
import { fence, type Fenced, LeaseLostError } from "./lease";
import { sweepableIntegration } from "./readable";

/** A candidate that is still live and that nothing has brought since the pass began; `c` is it, `r` its record. */
export const stillCandidate = `r.deleted_at IS NULL
  AND r.fetched_at < (SELECT fetch_started_at FROM sync_runs WHERE id = c.run_id)`;

/**
 * Chooses the candidates, once per run: live rows the pass did not name and that nothing wrote since it began, and only
 * where the integration is active, set up and not expired (I9). A record that was invalid or stale is among the seen.
 */
export async function planCandidates(tx: Sql, claim: Claim): Promise<void> {
  const { run, integrationId, endpoint } = claim;
  if (!run.dryRun) await redateUnseen(tx, claim);
  await tx.query(
    `INSERT INTO sweep_candidates (run_id, kombo_id)
     SELECT $1, r.kombo_id FROM records r
     LEFT JOIN (SELECT DISTINCT unnest(ids) AS kombo_id FROM run_seen_ids WHERE run_id = $1) seen USING (kombo_id)
     WHERE r.integration_id = $2 AND r.model = $3 AND r.deleted_at IS NULL AND seen.kombo_id IS NULL
       AND r.fetched_at < (SELECT fetch_started_at FROM sync_runs WHERE id = $1)
       AND EXISTS (SELECT 1 FROM integrations i WHERE i.id = $2 AND ${sweepableIntegration})`,
    [run.id, integrationId, endpoint.model],
  );
  // A dry run says what would be tombstoned, at most: it asks Kombo for none of them.
  if (run.dryRun) {
    await tx.query(
      "UPDATE sync_runs SET swept = (SELECT count(*) FROM sweep_candidates WHERE run_id = $1) WHERE id = $1",
      [run.id],
    );
  }
}

/** What the pass has seen has its date set right; what it has not would be taken for newer than the pass (I7). */
async function redateUnseen(tx: Sql, { run, integrationId, endpoint, now }: Claim): Promise<void> {
  await tx.query(
    `UPDATE records r SET fetched_at = run.fetch_started_at - interval '1 millisecond' FROM sync_runs run
     WHERE run.id = $1 AND r.integration_id = $2 AND r.model = $3 AND r.deleted_at IS NULL AND r.fetched_at > $4`,
    [run.id, integrationId, endpoint.model, latestPossible(now())],
  );
}

export type SweepCount = {
  readonly candidates: number;
  readonly live: number;
  /** Pages of the run so far. */
  readonly pages: number;
  /** Null before the candidates are chosen. */
  readonly isHeld: boolean | null;
};

/** Decided once, in the transaction that chooses the candidates: a later slice must not judge what is left of them. */
export async function storeHold(tx: Sql, input: { runId: string; isHeld: boolean }): Promise<void> {
  await tx.query("UPDATE sync_runs SET sweep_held = $2 WHERE id = $1", [input.runId, input.isHeld]);
}

export async function countSweep(tx: Sql, claim: Claim): Promise<SweepCount> {
  const { rows } = await tx.query<SweepCount>(
    `SELECT (SELECT count(*)::int FROM sweep_candidates WHERE run_id = $1) AS candidates,
            (SELECT count(*)::int FROM records WHERE integration_id = $2 AND model = $3 AND deleted_at IS NULL) AS live,
            pages, sweep_held AS "isHeld"
     FROM sync_runs WHERE id = $1 AND state = 'running'`,
    [claim.run.id, claim.integrationId, claim.endpoint.model],
  );
  const [row] = rows;
  if (!row) throw new LeaseLostError(`Run ${claim.run.id} was ended before its sweep`);
  return row;
}

export async function listCandidates(pool: Pool, input: { runId: string; limit: number }): Promise<readonly string[]> {
  const { rows } = await pool.query<{ komboId: string }>(
    `SELECT kombo_id AS "komboId" FROM sweep_candidates WHERE run_id = $1 ORDER BY kombo_id LIMIT $2`,
    [input.runId, input.limit],
  );
  return rows.map(({ komboId }) => komboId);
}

export type Tombstoned = Fenced & { readonly isSweepable: boolean };

/**
 * Tombstones what Kombo does not return, logs it, and crosses the batch off: one transaction. Where the integration has
 * ceased to be one that is swept since the candidates were chosen, nothing is tombstoned, and all that are left are dropped:
 * the next full fetch judges anew. Those a person has decided on stay, to be decided on again.
 */
export async function tombstoneCandidates(
  pool: Pool,
  claim: Claim,
  batch: { asked: readonly string[]; absent: readonly string[]; requests: number },
): Promise<Tombstoned> {
  return withTransaction(pool, async (tx) => {
    await fence(tx, claim);
    const isSweepable = await readSweepable(tx, claim);
    const swept = isSweepable ? await tombstone(tx, claim, batch.absent) : 0;
    const fenced = await fence(tx, claim, { live: -swept, deleted: swept });
    if (isSweepable) await crossOff(tx, claim, batch.asked);
    else if (!claim.run.isReviewed) await crossOff(tx, claim, null);
    const { rowCount } = await tx.query(
      "UPDATE sync_runs SET swept = swept + $2, requests = requests + $3 WHERE id = $1 AND state = 'running'",
      [claim.run.id, swept, batch.requests],
    );
    if (rowCount !== 1) throw new LeaseLostError(`Run ${claim.run.id} was ended during its sweep`);
    return { ...fenced, isSweepable };
  });
}

/** A statement after the fence, so that it sees what whoever held the endpoint's row before has stored. */
async function readSweepable(tx: Sql, { integrationId }: Claim): Promise<boolean> {
  const { rowCount } = await tx.query(`SELECT 1 FROM integrations i WHERE i.id = $1 AND ${sweepableIntegration}`, [
    integrationId,
  ]);
  return rowCount === 1;
}

async function tombstone(tx: Sql, claim: Claim, komboIds: readonly string[]): Promise<number> {
  const { rows } = await tx.query<{ swept: number }>(
    `WITH gone AS (
       UPDATE records SET deleted_at = $5, deleted_reason = 'absent'
       WHERE integration_id = $2 AND model = $3 AND kombo_id = ANY($4) AND deleted_at IS NULL
       RETURNING kombo_id),
     logged AS (
       INSERT INTO record_changes (integration_id, model, run_id, at, kombo_id, kind)
       SELECT $2, $3, $1, $5, kombo_id, 'deleted' FROM gone RETURNING 1)
     SELECT count(*)::int AS swept FROM logged`,
    [claim.run.id, claim.integrationId, claim.endpoint.model, komboIds, claim.now()],
  );
  return rows[0]?.swept ?? 0;
}

/** Null: all of the run. */
async function crossOff(tx: Sql, claim: Claim, komboIds: readonly string[] | null): Promise<void> {
  await tx.query("DELETE FROM sweep_candidates WHERE run_id = $1 AND ($2::text[] IS NULL OR kombo_id = ANY($2))", [
    claim.run.id,
    komboIds,
  ]);
}
