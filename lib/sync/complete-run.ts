import type { Sql } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";

import type { Claim } from "./claim-work";
import type { SyncDeps } from "./deps";
import { holdAgain } from "./hold-again";
import { fence, LeaseLostError, release } from "./lease";
import { whyNotSweepable } from "./readable";
import type { SweepOutcome } from "./sweep";

/**
 * Ends a run whose every page is committed: one transaction moves the watermark (to the send time of its first request,
 * never backwards, unless it lies in the future), serves the marks it saw before that, and gives the endpoint back (I6, I16).
 */
export async function completeRun(
  deps: SyncDeps,
  claim: Claim,
  swept: Exclude<SweepOutcome, { kind: "yielded" }>,
): Promise<void> {
  const { run } = claim;
  await withTransaction(deps.pool, async (tx) => {
    await fence(tx, claim);
    if (swept.kind === "held_again") return holdAgain(tx, claim, unsweepable);
    await endRun(tx, claim, swept);
    // A reviewed run moved everything when it was held: since then others may have moved it further, or a person back.
    if (!run.dryRun && !run.isReviewed) {
      await moveEndpoint(tx, claim);
      if (run.mode === "full") {
        await recount(tx, claim);
        await supersedeHeld(tx, claim);
      }
      await moveIntegration(tx, claim.integrationId);
    }
    // Needed until the pass is judged, and no longer.
    await tx.query("DELETE FROM run_seen_ids WHERE run_id = $1", [run.id]);
    if (swept.kind === "swept") await tx.query("DELETE FROM sweep_candidates WHERE run_id = $1", [run.id]);
    await release(tx, claim, claim.now());
  });
  deps.log.info(
    { runId: run.id, integration: claim.komboIntegrationId, endpoint: claim.endpoint.path, mode: run.mode },
    swept.kind === "swept" ? "run succeeded" : "run held for review",
  );
}

const unsweepable = { code: "SWEEP_HELD", message: `${whyNotSweepable} Nothing more was deleted.` };

type Judged = Exclude<SweepOutcome, { kind: "yielded" | "held_again" }>;

/** A held run is complete as well: everything moves, only its tombstones wait (I9). */
export async function endRun(tx: Sql, claim: Claim, swept: Judged): Promise<void> {
  const isHeld = swept.kind === "held";
  const { rowCount } = await tx.query(
    `UPDATE sync_runs SET state = $3, finished_at = $2, waiting_until = NULL, error_code = $4, error_message = $5
     WHERE id = $1 AND state = 'running'`,
    [
      claim.run.id,
      claim.now(),
      isHeld ? "needs_review" : "succeeded",
      isHeld ? "SWEEP_HELD" : null,
      isHeld ? describeHold(swept) : null,
    ],
  );
  if (rowCount !== 1) throw new LeaseLostError(`Run ${claim.run.id} was ended before it was complete`);
}

function describeHold({ candidates, live }: { candidates: number; live: number }): string {
  const percent = (candidates / Math.max(1, live)) * 100;
  // As it is said on the overview.
  const share = percent.toFixed(percent < 10 ? 1 : 0);
  return `The full fetch would delete ${candidates} of ${live} records (${share} %). Nothing was deleted.`;
}

/** A newer complete pass knows better than one that waits for a person. */
async function supersedeHeld(tx: Sql, claim: Claim): Promise<void> {
  await tx.query(
    `WITH old AS (
       UPDATE sync_runs SET state = 'cancelled', error_code = 'SUPERSEDED', error_message = 'A newer full fetch replaced it'
       WHERE integration_id = $1 AND endpoint = $2 AND state = 'needs_review' AND id <> $3 RETURNING id)
     DELETE FROM sweep_candidates USING old WHERE run_id = old.id`,
    [claim.integrationId, claim.endpoint.path, claim.run.id],
  );
}

/** `done_seq` follows what the run saw before its first request, never the current mark (I6). */
async function moveEndpoint(tx: Sql, claim: Claim): Promise<void> {
  await tx.query(
    `UPDATE endpoint_states s SET
       watermark = CASE WHEN NOT r.moves_watermark THEN s.watermark
                        WHEN s.watermark > $2 THEN r.fetch_started_at
                        ELSE greatest(s.watermark, r.fetch_started_at) END,
       done_seq = greatest(s.done_seq, r.wanted_seq),
       dirty_since = (SELECT min(m.marked_at) FROM endpoint_marks m
                      WHERE m.integration_id = s.integration_id AND m.endpoint = s.endpoint
                        AND m.seq > greatest(s.done_seq, r.wanted_seq)),
       last_succeeded_at = CASE WHEN r.moves_watermark THEN $2 ELSE s.last_succeeded_at END,
       last_full_fetch_at = CASE WHEN r.mode = 'full' THEN $2 ELSE s.last_full_fetch_at END,
       full_wanted_at = CASE WHEN r.mode = 'full' AND (s.full_wanted_at <= r.created_at OR s.full_wanted_at > $2)
                             THEN NULL ELSE s.full_wanted_at END,
       consecutive_failures = 0, unavailable_reason = NULL
     FROM sync_runs r
     WHERE r.id = $1 AND s.integration_id = r.integration_id AND s.endpoint = r.endpoint`,
    [claim.run.id, claim.now()],
  );
}

/** The running numbers of a page cannot see what a hand added or removed; a full fetch sets them right. */
async function recount(tx: Sql, claim: Claim): Promise<void> {
  await tx.query(
    `UPDATE endpoint_states s SET live_records = c.live, deleted_records = c.deleted
     FROM (SELECT count(*) FILTER (WHERE deleted_at IS NULL) AS live,
                  count(*) FILTER (WHERE deleted_at IS NOT NULL) AS deleted
           FROM records WHERE integration_id = $1 AND model = $3) c
     WHERE s.integration_id = $1 AND s.endpoint = $2`,
    [claim.integrationId, claim.endpoint.path, claim.endpoint.model],
  );
}

/** `last_fetched_from_kombo_at`: the oldest watermark of its enabled, available endpoints; null while one of them has none. */
export async function moveIntegration(tx: Sql, integrationId: string): Promise<void> {
  await tx.query(
    `UPDATE integrations SET last_fetched_from_kombo_at = (
       SELECT CASE WHEN bool_and(watermark IS NOT NULL) THEN min(watermark) END FROM endpoint_states
       WHERE integration_id = $1 AND enabled AND unavailable_reason IS NULL)
     WHERE id = $1`,
    [integrationId],
  );
}
