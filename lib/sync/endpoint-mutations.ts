import type { Sql } from "@/lib/db/pool";

type Endpoints = { readonly integrationId: string; readonly endpoints: readonly string[]; readonly at: Date };

/** The wish for a full fetch is kept on the endpoint, so that it is granted later where it cannot be now. */
export async function enableEndpoints(tx: Sql, input: Endpoints): Promise<void> {
  await tx.query(
    `UPDATE endpoint_states SET enabled = true, full_wanted_at = $3, due_at = least(due_at, $3)
     WHERE integration_id = $1 AND endpoint = ANY($2)`,
    [input.integrationId, input.endpoints, input.at],
  );
}

/** Ends queued and running work; a page in hand is not written. The endpoint's rows must be locked. */
export async function disableEndpoints(tx: Sql, input: Endpoints & { by: string }): Promise<void> {
  await tx.query(
    `UPDATE endpoint_states SET enabled = false, full_wanted_at = NULL, due_at = NULL
     WHERE integration_id = $1 AND endpoint = ANY($2)`,
    [input.integrationId, input.endpoints],
  );
  await tx.query(
    `WITH ended AS (
       UPDATE sync_runs SET state = 'cancelled', finished_at = $3, waiting_until = NULL, error_code = 'DISABLED',
         error_message = 'The endpoint was disabled by ' || $4::text
       WHERE integration_id = $1 AND endpoint = ANY($2) AND state IN ('queued', 'running') RETURNING id),
     unswept AS (DELETE FROM sweep_candidates USING ended WHERE run_id = ended.id)
     DELETE FROM run_seen_ids USING ended WHERE run_id = ended.id`,
    [input.integrationId, input.endpoints, input.at, input.by],
  );
}
