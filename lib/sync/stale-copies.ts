import { addMilliseconds } from "@/lib/clock";
import type { Sql } from "@/lib/db/pool";
import { copyKey, isCopied } from "@/lib/mirror/nested-copies";

import type { Claim } from "./claim-work";
import { failedIdsWaitMs } from "./limits";
import { wantIds } from "./refetch-mutations";

/**
 * Notes the records that hold a copy of what has just changed and that Kombo does not bring back for it, in the page's
 * own transaction. Returns their endpoints, which are not locked here: another page may be on its way back to this one.
 */
export async function noteStaleCopies(
  tx: Sql,
  claim: Claim,
  changedIds: readonly string[],
): Promise<readonly string[]> {
  if (changedIds.length === 0 || !isCopied(claim.endpoint.model)) return [];
  const { rows } = await tx.query<{ endpoint: string }>(
    `WITH parents AS (
       SELECT endpoint, kombo_id FROM records
       WHERE copies IS NOT NULL AND copies && $2 AND integration_id = $1 AND deleted_at IS NULL),
     noted AS (
       INSERT INTO stale_copies (integration_id, endpoint, kombo_id, found_at)
       SELECT $1, endpoint, kombo_id, $3 FROM parents ORDER BY endpoint, kombo_id ON CONFLICT DO NOTHING)
     SELECT DISTINCT endpoint FROM parents ORDER BY endpoint`,
    [claim.integrationId, changedIds.map((id) => copyKey(claim.endpoint.model, id)), claim.now()],
  );
  return rows.map(({ endpoint }) => endpoint);
}

/**
 * A run that asked for records by id has failed: the copies in those it did not ask for may still be stale, and nothing
 * else would bring them before the next full fetch.
 */
export async function noteUnasked(tx: Sql, claim: Claim): Promise<void> {
  await tx.query(
    `INSERT INTO stale_copies (integration_id, endpoint, kombo_id, found_at)
     SELECT r.integration_id, r.endpoint, r.kombo_id, $4 FROM run_wanted_ids w
     JOIN records r ON r.integration_id = $2 AND r.model = $3 AND r.kombo_id = w.kombo_id
     WHERE w.run_id = $1 AND w.outcome IS NULL AND r.copies IS NOT NULL AND r.deleted_at IS NULL
     ORDER BY r.endpoint, r.kombo_id ON CONFLICT DO NOTHING`,
    [claim.run.id, claim.integrationId, claim.endpoint.model, addMilliseconds(claim.now(), failedIdsWaitMs)],
  );
}

/** Makes endpoints with stale copies due, one at a time, so that no two are ever locked at once. */
export async function wakeEndpoints(
  sql: Sql,
  input: { integrationId: string; endpoints: readonly string[]; at: Date },
): Promise<void> {
  for (const endpoint of input.endpoints) {
    await sql.query(
      `UPDATE endpoint_states SET due_at = CASE WHEN unavailable_reason IS NULL AND consecutive_failures = 0
         THEN least(due_at, $3) ELSE coalesce(due_at, $3) END
       WHERE integration_id = $1 AND endpoint = $2 AND enabled`,
      [input.integrationId, endpoint, input.at],
    );
  }
}

/** More parents than this are cheaper read as a whole. */
const parentsMax = 2_000;

/**
 * Takes the stale copies of an endpoint that is claimed, and wants them by id; very many become a full fetch. Returns
 * when a full fetch is wanted, if that changed.
 */
export async function wantStaleCopies(
  tx: Sql,
  input: { integrationId: string; endpoint: string; at: Date },
): Promise<Date | null> {
  const { integrationId, endpoint, at } = input;
  const { rows } = await tx.query<{ komboId: string }>(
    `DELETE FROM stale_copies WHERE integration_id = $1 AND endpoint = $2 AND found_at <= $3 RETURNING kombo_id AS "komboId"`,
    [integrationId, endpoint, at],
  );
  if (rows.length === 0) return null;
  if (rows.length <= parentsMax) {
    const komboIds = rows.map(({ komboId }) => komboId).toSorted();
    await wantIds(tx, { integrationId, endpoint, komboIds, trigger: "nested", requestedBy: null, at });
    return null;
  }
  // Not the wish of before: a full fetch that is half way has read some of them already, and would grant it.
  await tx.query("UPDATE endpoint_states SET full_wanted_at = $3 WHERE integration_id = $1 AND endpoint = $2", [
    integrationId,
    endpoint,
    at,
  ]);
  return at;
}

/** Endpoints whose stale copies nobody was woken for: a process died in between, or they were to wait after a failure. */
export async function wakeForgottenEndpoints(sql: Sql, at: Date): Promise<void> {
  const { rows } = await sql.query<{ integrationId: string; endpoint: string }>(
    `SELECT s.integration_id AS "integrationId", s.endpoint FROM endpoint_states s
     WHERE s.due_at IS NULL AND EXISTS (
       SELECT 1 FROM stale_copies c
       WHERE c.integration_id = s.integration_id AND c.endpoint = s.endpoint AND c.found_at <= $1)`,
    [at],
  );
  for (const { integrationId, endpoint } of rows)
    await wakeEndpoints(sql, { integrationId, endpoints: [endpoint], at });
}
