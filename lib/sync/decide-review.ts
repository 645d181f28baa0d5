import { type Actor, actorName } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import type { Sql } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { getEndpoint } from "@/lib/kombo/endpoints";

import { lockEndpointOf } from "./cancel-run";
import type { CommandDeps } from "./deps";
import { notHeld } from "./get-review";
import { sweepableIntegration, whyNotSweepable } from "./readable";
import { getRunRow } from "./run-rows";
import type { RunRow } from "./schema";
import type { ReviewApplied } from "./schema/review";
import { stillCandidate } from "./sweep-mutations";

type ReviewCommand = { readonly actor: Actor; readonly runId: string };

/**
 * A person says that the candidates are really gone. The run is queued again and goes on where it was held: under the
 * endpoint's lease each candidate is asked for once more, and only what Kombo then does not return is tombstoned (I9).
 * Those that were deleted or brought since by something newer are dropped first. Where the integration may not be swept any
 * more by then, the run is held again with what is left of them.
 */
export async function applyReview(deps: CommandDeps, command: ReviewCommand): Promise<ReviewApplied> {
  const now = await deps.clock.start();
  const candidates = await withTransaction(deps.pool, async (tx) => {
    const held = await lockHeldRun(tx, command.runId);
    await assertSweepable(tx, held);
    await dropSettledCandidates(tx, held);
    await tx.query(
      `UPDATE sync_runs SET state = 'queued', sweep_held = false, moves_watermark = false, finished_at = NULL,
         error_code = NULL, error_message = NULL, review_decision = 'apply', reviewed_by = $2, reviewed_at = $3
       WHERE id = $1`,
      [held.id, actorName(command.actor), now()],
    );
    await tx.query(
      "UPDATE endpoint_states SET due_at = least(due_at, $3) WHERE integration_id = $1 AND endpoint = $2",
      [held.integrationId, held.endpoint, now()],
    );
    const count = await countCandidates(tx, held.id);
    await audit(tx, { ...command, action: "review.apply", candidates: count, at: now() });
    return count;
  });
  return { run: await getRunRow(deps.pool, command.runId), candidates };
}

/** A person keeps the candidates: the pass was complete, so the run succeeded, without tombstones. */
export async function discardReview(deps: CommandDeps, command: ReviewCommand): Promise<RunRow> {
  const now = await deps.clock.start();
  await withTransaction(deps.pool, async (tx) => {
    const held = await lockHeldRun(tx, command.runId);
    const count = await countCandidates(tx, held.id);
    await tx.query(
      `UPDATE sync_runs SET state = 'succeeded', error_code = NULL, error_message = NULL, review_decision = 'discard',
         reviewed_by = $2, reviewed_at = $3
       WHERE id = $1`,
      [held.id, actorName(command.actor), now()],
    );
    await tx.query("DELETE FROM sweep_candidates WHERE run_id = $1", [held.id]);
    await audit(tx, { ...command, action: "review.discard", candidates: count, at: now() });
  });
  return getRunRow(deps.pool, command.runId);
}

type HeldRun = { readonly id: string; readonly integrationId: string; readonly endpoint: string };

/** The endpoint before its run: a full fetch that completes at this moment either replaced the run, or comes after. */
async function lockHeldRun(tx: Sql, runId: string): Promise<HeldRun> {
  await lockEndpointOf(tx, runId);
  const { rows } = await tx.query<HeldRun>(
    `SELECT id, integration_id AS "integrationId", endpoint FROM sync_runs
     WHERE id = $1 AND state = 'needs_review' FOR UPDATE`,
    [runId],
  );
  const [held] = rows;
  if (!held) throw notHeld();
  return held;
}

/** While Kombo shows less than there is, its not returning a record says nothing (I9). */
async function assertSweepable(tx: Sql, held: HeldRun): Promise<void> {
  const { rows } = await tx.query<{ isSweepable: boolean; isPaused: boolean; isEnabled: boolean; hasNewer: boolean }>(
    `SELECT ${sweepableIntegration} AS "isSweepable", i.paused_at IS NOT NULL AS "isPaused", s.enabled AS "isEnabled",
            EXISTS (SELECT 1 FROM sync_runs n WHERE n.integration_id = i.id AND n.endpoint = s.endpoint
                    AND n.mode = 'full' AND NOT n.dry_run AND n.state IN ('queued', 'running')) AS "hasNewer"
     FROM integrations i JOIN endpoint_states s ON s.integration_id = i.id WHERE i.id = $1 AND s.endpoint = $2`,
    [held.integrationId, held.endpoint],
  );
  const [facts] = rows;
  if (!facts?.isSweepable) throw new AppError("conflict", whyNotSweepable);
  if (facts.isPaused) throw new AppError("conflict", "The integration is paused. Resume it first.");
  if (!facts.isEnabled) throw new AppError("conflict", `${held.endpoint} is disabled. Enable it first.`);
  if (facts.hasNewer) {
    throw new AppError(
      "conflict",
      "A newer full fetch of this endpoint is queued or running and will replace this review. Wait for it, or cancel it.",
    );
  }
}

async function dropSettledCandidates(tx: Sql, held: HeldRun): Promise<void> {
  await tx.query(
    `DELETE FROM sweep_candidates c WHERE c.run_id = $1 AND NOT EXISTS (
       SELECT 1 FROM records r WHERE r.integration_id = $2 AND r.model = $3 AND r.kombo_id = c.kombo_id
         AND ${stillCandidate})`,
    [held.id, held.integrationId, getEndpoint(held.endpoint).model],
  );
}

async function countCandidates(tx: Sql, runId: string): Promise<number> {
  const { rows } = await tx.query<{ candidates: number }>(
    "SELECT count(*)::int AS candidates FROM sweep_candidates WHERE run_id = $1",
    [runId],
  );
  return rows[0]?.candidates ?? 0;
}

function audit(tx: Sql, entry: ReviewCommand & { action: string; candidates: number; at: Date }): Promise<void> {
  const { actor, action, runId, candidates, at } = entry;
  return insertAuditEvent(tx, { actor, action, target: runId, after: { candidates }, at });
}
