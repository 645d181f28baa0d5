import type { Pool, Sql } from "@/lib/db/pool";

export async function listUnaskedIds(pool: Pool, input: { runId: string; limit: number }): Promise<readonly string[]> {
  const { rows } = await pool.query<{ komboId: string }>(
    `SELECT kombo_id AS "komboId" FROM run_wanted_ids WHERE run_id = $1 AND outcome IS NULL ORDER BY kombo_id LIMIT $2`,
    [input.runId, input.limit],
  );
  return rows.map(({ komboId }) => komboId);
}

export async function hasUnaskedIds(tx: Sql, runId: string): Promise<boolean> {
  const { rowCount } = await tx.query("SELECT 1 FROM run_wanted_ids WHERE run_id = $1 AND outcome IS NULL LIMIT 1", [
    runId,
  ]);
  return rowCount === 1;
}

/** A record wanted once more after the question was sent is not answered by it. */
export async function storeIdOutcomes(
  tx: Sql,
  input: { runId: string; ids: readonly string[]; present: readonly string[]; askedAt: Date },
): Promise<void> {
  await tx.query(
    `UPDATE run_wanted_ids SET outcome = CASE WHEN kombo_id = ANY($3) THEN 'present' ELSE 'absent' END
     WHERE run_id = $1 AND kombo_id = ANY($2) AND wanted_at <= $4`,
    [input.runId, input.ids, input.present, input.askedAt],
  );
}

export type WantedIdRun = { readonly id: string; readonly joined: boolean };

export type WantedIds = {
  readonly integrationId: string;
  readonly endpoint: string;
  readonly komboIds: readonly string[];
  readonly trigger: "refetch" | "nested";
  readonly requestedBy: string | null;
  readonly at: Date;
};

/**
 * Queues an `ids` run for records, or adds them to the one that is queued or running. The endpoint's row must be locked:
 * a run that completes at this moment is then either over, or sees them.
 */
export async function wantIds(tx: Sql, wish: WantedIds): Promise<WantedIdRun> {
  const { rows } = await tx.query<WantedIdRun>(
    `WITH added AS (
       INSERT INTO sync_runs (integration_id, endpoint, mode, trigger, requested_by, created_at, moves_watermark)
       VALUES ($1, $2, 'ids', $5, $3, $4, false)
       ON CONFLICT (integration_id, endpoint, mode, dry_run) WHERE state IN ('queued', 'running') DO NOTHING
       RETURNING id, false AS joined)
     SELECT id, joined FROM added
     UNION ALL
     SELECT id, true FROM sync_runs WHERE integration_id = $1 AND endpoint = $2 AND mode = 'ids' AND NOT dry_run
       AND state IN ('queued', 'running')`,
    [wish.integrationId, wish.endpoint, wish.requestedBy, wish.at, wish.trigger],
  );
  const [run] = rows;
  if (!run) throw new Error("An ids run could neither be queued nor joined");
  await tx.query(
    `INSERT INTO run_wanted_ids (run_id, kombo_id, wanted_at) SELECT $1, unnest($2::text[]), $3
     ON CONFLICT (run_id, kombo_id) DO UPDATE SET wanted_at = excluded.wanted_at, outcome = NULL`,
    [run.id, wish.komboIds, wish.at],
  );
  await tx.query("UPDATE endpoint_states SET due_at = least(due_at, $3) WHERE integration_id = $1 AND endpoint = $2", [
    wish.integrationId,
    wish.endpoint,
    wish.at,
  ]);
  return run;
}
