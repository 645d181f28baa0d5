import type { Sql } from "@/lib/db/pool";
import type { FailedAttempt } from "@/lib/kombo/errors";

import type { ClaimedEndpoint } from "./claim-work";
import type { RunMode } from "./schema/run-words";

/** A run in hand, as its slice needs it. */
export type ClaimedRun = {
  readonly id: string;
  readonly mode: RunMode;
  readonly dryRun: boolean;
  readonly updatedAfter: Date | null;
  readonly cursor: string | null;
  readonly readComplete: boolean;
  readonly pages: number;
  readonly slices: number;
  readonly restarts: number;
  readonly failures: number;
  /** A held sweep a person lets go on: the pass itself was completed before. */
  readonly isReviewed: boolean;
};

const claimedColumns = `id, mode, dry_run AS "dryRun", updated_after AS "updatedAfter", cursor,
  read_complete AS "readComplete", pages, slices, restarts, failures, review_decision IS NOT NULL AS "isReviewed"`;

/**
 * Makes and starts a run for the marks that are not served; its trigger is theirs, its causes their events. A person who
 * tries a run again goes before the others.
 */
export async function createRun(
  tx: Sql,
  input: {
    row: ClaimedEndpoint;
    now: Date;
    mode: "delta" | "full";
    updatedAfter: Date | null;
    movesWatermark: boolean;
  },
): Promise<ClaimedRun> {
  const { row } = input;
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO sync_runs (integration_id, endpoint, mode, trigger, updated_after, moves_watermark, created_at, expected,
       retry_of, requested_by)
     SELECT $1, $2, $3, coalesce(m.trigger, CASE WHEN s.watermark IS NULL THEN 'initial' ELSE 'catch_up' END),
       $5, $6, $7, CASE WHEN $3 = 'full' THEN s.live_records + s.deleted_records END, m.retry_of, m.requested_by
     FROM endpoint_states s LEFT JOIN LATERAL (
       SELECT trigger, retry_of, requested_by FROM endpoint_marks
       WHERE integration_id = $1 AND endpoint = $2 AND seq > $4
       ORDER BY retry_of IS NULL, webhook_event_id IS NULL, CASE WHEN retry_of IS NULL THEN seq ELSE -seq END LIMIT 1) m ON true
     WHERE s.integration_id = $1 AND s.endpoint = $2
     RETURNING id`,
    [row.integrationId, row.endpoint, input.mode, row.doneSeq, input.updatedAfter, input.movesWatermark, input.now],
  );
  const runId = firstOf(rows).id;
  if (input.mode === "full") await wantFull(tx, input);
  return resumeRun(tx, { runId, row, now: input.now });
}

/**
 * A full fetch that is made for marks is a wish as well: a delta beside it may serve the marks, and were it to fail then,
 * nobody would want what lies before its start (I15).
 */
async function wantFull(tx: Sql, { row, now }: { row: ClaimedEndpoint; now: Date }): Promise<void> {
  await tx.query(
    "UPDATE endpoint_states SET full_wanted_at = $3 WHERE integration_id = $1 AND endpoint = $2 AND full_wanted_at IS NULL",
    [row.integrationId, row.endpoint, now],
  );
}

/**
 * Starts a slice of a run. Before its first request the run remembers when that is (the watermark to come) and the
 * mark it will have served (I6); later slices keep both.
 */
export async function resumeRun(
  tx: Sql,
  input: { runId: string; row: ClaimedEndpoint; now: Date },
): Promise<ClaimedRun> {
  const { row, now, runId } = input;
  const { rows } = await tx.query<ClaimedRun>(
    `UPDATE sync_runs SET state = 'running', slices = slices + 1, waiting_until = NULL,
       wanted_seq = CASE WHEN fetch_started_at IS NULL THEN $2 ELSE wanted_seq END,
       started_at = coalesce(started_at, $3), fetch_started_at = coalesce(fetch_started_at, $3)
     WHERE id = $1 RETURNING ${claimedColumns}`,
    [runId, row.wantedSeq, now],
  );
  const run = firstOf(rows);
  // Neither a dry run nor one that asks for single records serves a mark.
  if (run.slices === 1 && !run.dryRun && run.mode !== "ids") await insertCauses(tx, { runId, row });
  return run;
}

async function insertCauses(tx: Sql, input: { runId: string; row: ClaimedEndpoint }): Promise<void> {
  const { row } = input;
  await tx.query(
    `INSERT INTO run_causes (run_id, webhook_event_id)
     SELECT DISTINCT $1::uuid, m.webhook_event_id FROM endpoint_marks m
     WHERE m.integration_id = $2 AND m.endpoint = $3 AND m.seq > $4 AND m.seq <= $5 AND m.webhook_event_id IS NOT NULL
     ON CONFLICT DO NOTHING`,
    [input.runId, row.integrationId, row.endpoint, row.doneSeq, row.wantedSeq],
  );
}

/** The run is not failed: it says until when Kombo's limit holds it (I17). */
export async function waitForLimit(sql: Sql, wait: { runId: string; at: Date; until: Date }): Promise<void> {
  const code = "PLATFORM.RATE_LIMIT_EXCEEDED";
  const waitMs = Math.max(0, wait.until.getTime() - wait.at.getTime());
  const told = { at: wait.at.toISOString(), ms: 0, code, status: null, requestId: null, waitMs };
  await sql.query(
    `UPDATE sync_runs SET waiting_until = $2, error_code = $3, attempts = ${attemptsWith("$4")}
     WHERE id = $1 AND state = 'running'`,
    [wait.runId, wait.until, code, JSON.stringify([told] satisfies readonly FailedAttempt[])],
  );
}

/** A run may wait for days for a page: only the newest attempts are kept. */
const attemptsKept = 20;

/** SQL: the attempts of a run and these, the newest last. */
export function attemptsWith(added: string): string {
  return `(SELECT jsonb_agg(attempt ORDER BY place) FROM (
    SELECT attempt, place FROM jsonb_array_elements(coalesce(attempts, '[]') || ${added}::jsonb)
      WITH ORDINALITY AS known (attempt, place)
    ORDER BY place DESC LIMIT ${attemptsKept}) newest)`;
}

/** The integration is deleted at Kombo: there is nothing left to read. */
export async function endRunsOfIntegration(tx: Sql, input: { integrationId: string; at: Date }): Promise<void> {
  await tx.query(
    `WITH ended AS (
       UPDATE sync_runs SET state = 'cancelled', finished_at = $2, waiting_until = NULL,
         error_code = 'INTEGRATION_DELETED', error_message = 'The integration was deleted in Kombo'
       WHERE integration_id = $1 AND state IN ('queued', 'running') RETURNING id),
     unswept AS (DELETE FROM sweep_candidates USING ended WHERE run_id = ended.id)
     DELETE FROM run_seen_ids USING ended WHERE run_id = ended.id`,
    [input.integrationId, input.at],
  );
}

function firstOf<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error("The run is gone although its endpoint's lease is ours");
  return row;
}
