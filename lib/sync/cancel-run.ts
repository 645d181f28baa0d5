import { type Actor, actorName } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import type { Sql } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";

import type { CommandDeps } from "./deps";
import { getRunRow } from "./run-rows";
import type { RunRow } from "./schema";

/** A person ends a run; what it has written stays. Audited in the same transaction. */
export async function cancelRunByPerson(deps: CommandDeps, command: { runId: string; actor: Actor }): Promise<RunRow> {
  const now = await deps.clock.start();
  await withTransaction(deps.pool, async (tx) => {
    await lockEndpointOf(tx, command.runId);
    const ended = await cancelRun(tx, { runId: command.runId, by: actorName(command.actor), at: now() });
    if (!ended) throw new AppError("conflict", "The run is over already, so there is nothing to cancel.");
    await insertAuditEvent(tx, { actor: command.actor, action: "run.cancel", target: command.runId, at: now() });
  });
  return getRunRow(deps.pool, command.runId);
}

/** Endpoints are locked before their runs, as the page write does. Throws when there is no such run. */
export async function lockEndpointOf(tx: Sql, runId: string): Promise<void> {
  const { rowCount } = await tx.query(
    `SELECT 1 FROM endpoint_states s JOIN sync_runs r ON r.integration_id = s.integration_id AND r.endpoint = s.endpoint
     WHERE r.id = $1 FOR UPDATE OF s`,
    [runId],
  );
  if (rowCount !== 1) throw new AppError("not_found", "There is no run with this id.");
}

/**
 * Ends a run that is queued or running. A page in hand is not written: its transaction finds the run ended. A cancelled
 * full fetch stays wanted only where there never was a complete one.
 */
async function cancelRun(tx: Sql, input: { runId: string; by: string; at: Date }): Promise<boolean> {
  const { rowCount } = await tx.query(
    `WITH ended AS (
       UPDATE sync_runs SET state = 'cancelled', finished_at = $3, waiting_until = NULL, error_code = 'CANCELLED',
         error_message = 'Cancelled by ' || $2::text
       WHERE id = $1 AND state IN ('queued', 'running') RETURNING id, integration_id, endpoint, mode, dry_run, review_decision),
     unseen AS (DELETE FROM run_seen_ids USING ended WHERE run_id = ended.id),
     unswept AS (DELETE FROM sweep_candidates USING ended WHERE run_id = ended.id)
     UPDATE endpoint_states s SET
       full_wanted_at = CASE WHEN ended.mode = 'full' AND NOT ended.dry_run AND ended.review_decision IS NULL
                                  AND s.last_full_fetch_at IS NOT NULL THEN NULL ELSE s.full_wanted_at END,
       due_at = coalesce(s.due_at, $3)
     FROM ended WHERE s.integration_id = ended.integration_id AND s.endpoint = ended.endpoint`,
    [input.runId, input.by, input.at],
  );
  return rowCount === 1;
}
