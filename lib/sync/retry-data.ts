import type { Pool, Sql } from "@/lib/db/pool";

import type { Retried } from "./schema/retry";
import type { RunMode, RunState } from "./schema/run-words";

/** A run, and the endpoint as it is now. */
export type RetryableRun = {
  readonly id: string;
  readonly state: RunState;
  readonly mode: RunMode;
  readonly dryRun: boolean;
  readonly integrationId: string;
  readonly komboIntegrationId: string;
  readonly endpoint: string;
  readonly integrationState: string;
  readonly isPaused: boolean;
  readonly isDeleted: boolean;
  readonly enabled: boolean;
  readonly unavailableReason: string | null;
  readonly watermark: Date | null;
  readonly knownRecords: number;
  readonly wantedIds: number;
};

/** Ids that were not answered; all of them where each was. */
const idsToAskAgain = `SELECT kombo_id FROM run_wanted_ids WHERE run_id = r.id AND (outcome IS NULL
  OR NOT EXISTS (SELECT 1 FROM run_wanted_ids o WHERE o.run_id = r.id AND o.outcome IS NULL))`;

export async function findRetryable(sql: Pool | Sql, runId: string): Promise<RetryableRun | null> {
  const { rows } = await sql.query<RetryableRun>(
    `SELECT r.id, r.state, r.mode, r.dry_run AS "dryRun", r.integration_id AS "integrationId", r.endpoint,
            i.kombo_integration_id AS "komboIntegrationId", i.state AS "integrationState",
            i.paused_at IS NOT NULL AS "isPaused", i.deleted_at IS NOT NULL AS "isDeleted", s.enabled,
            s.unavailable_reason AS "unavailableReason", s.watermark,
            s.live_records + s.deleted_records AS "knownRecords",
            (SELECT count(*)::int FROM (${idsToAskAgain}) ids) AS "wantedIds"
     FROM sync_runs r JOIN integrations i ON i.id = r.integration_id
     JOIN endpoint_states s ON s.integration_id = r.integration_id AND s.endpoint = r.endpoint
     WHERE r.id = $1`,
    [runId],
  );
  return rows[0] ?? null;
}

export async function listIdsToAskAgain(tx: Sql, runId: string): Promise<readonly string[]> {
  const { rows } = await tx.query<{ komboId: string }>(
    `SELECT ids.kombo_id AS "komboId" FROM sync_runs r CROSS JOIN LATERAL (${idsToAskAgain}) ids WHERE r.id = $1`,
    [runId],
  );
  return rows.map(({ komboId }) => komboId);
}

export async function noteRetry(tx: Sql, retry: { runId: string; retryOf: string }): Promise<void> {
  await tx.query("UPDATE sync_runs SET retry_of = $2 WHERE id = $1", [retry.runId, retry.retryOf]);
}

export async function wakeEndpoint(
  tx: Sql,
  wake: { integrationId: string; endpoint: string; at: Date },
): Promise<void> {
  await tx.query("UPDATE endpoint_states SET due_at = least(due_at, $3) WHERE integration_id = $1 AND endpoint = $2", [
    wake.integrationId,
    wake.endpoint,
    wake.at,
  ]);
}

/** From which run it came, and what became of the wish to try it again; served by sync_runs_retry_of_idx. */
export async function findRetried(pool: Pool, runId: string): Promise<Retried> {
  const { rows } = await pool.query<Retried>(
    `SELECT r.retry_of AS "retryOf",
            (SELECT jsonb_build_object('id', n.id, 'state', n.state) FROM sync_runs n
             WHERE n.retry_of = r.id ORDER BY n.created_at DESC LIMIT 1) AS "retriedBy",
            r.mode = 'delta' AND EXISTS (
              SELECT 1 FROM endpoint_marks m JOIN endpoint_states s USING (integration_id, endpoint)
              WHERE m.integration_id = r.integration_id AND m.endpoint = r.endpoint AND m.seq > s.done_seq
                AND m.retry_of = r.id
                AND NOT EXISTS (SELECT 1 FROM sync_runs n WHERE n.retry_of = r.id AND n.created_at >= m.marked_at)) AS "retryWaits"
     FROM sync_runs r WHERE r.id = $1`,
    [runId],
  );
  return rows[0] ?? { retryOf: null, retriedBy: null, retryWaits: false };
}
