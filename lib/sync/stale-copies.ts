import type { Sql } from "@/lib/db/pool";
import { copyKey, isCopied } from "@/lib/mirror/nested-copies";

import type { Claim } from "./claim-work";

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
