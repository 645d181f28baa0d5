import type { Sql } from "@/lib/db/pool";

import type { ActiveRun } from "./decide-work";

/** The runs of an endpoint that are not over; served by sync_runs_active_key. */
export async function listActiveRuns(
  tx: Sql,
  key: { readonly integrationId: string; readonly endpoint: string },
): Promise<readonly ActiveRun[]> {
  const { rows } = await tx.query<ActiveRun>(
    `SELECT id, mode, dry_run AS "dryRun", fetch_started_at AS "fetchStartedAt", wanted_seq::float8 AS "wantedSeq",
            waiting_until AS "waitingUntil"
     FROM sync_runs WHERE integration_id = $1 AND endpoint = $2 AND state IN ('queued', 'running')
     ORDER BY created_at`,
    [key.integrationId, key.endpoint],
  );
  return rows;
}
