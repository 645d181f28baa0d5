import type { Sql } from "@/lib/db/pool";

import { knownPaths, mayBeClaimed } from "./claim-work";
import type { SyncDeps } from "./deps";
import { catchUpAt, readable } from "./plan-catch-up";

/**
 * When the next tick would find something to do: a due endpoint that is free or whose lease ends, details to refresh, or
 * a catch-up; not before the key may be used again (I17). In the past when something waits already; null: nothing ever.
 * An overdue full fetch is not looked for: every integration has something due long before.
 */
export async function findNextWork(sql: Sql, deps: Pick<SyncDeps, "keyId" | "catchUpHours">): Promise<Date | null> {
  const { rows } = await sql.query<{ at: Date | null }>(
    `SELECT CASE WHEN min(at) IS NOT NULL THEN greatest(min(at), (SELECT blocked_until FROM kombo_keys WHERE id = $2)) END AS at
     FROM (
       SELECT greatest(s.due_at, s.lease_expires_at) AS at FROM endpoint_states s JOIN integrations i ON i.id = s.integration_id
       WHERE s.due_at IS NOT NULL AND ${mayBeClaimed}
       UNION ALL
       SELECT details_due_at FROM integrations WHERE deleted_at IS NULL
       UNION ALL
       SELECT ${catchUpAt("$3")}
       FROM endpoint_states s JOIN integrations i ON i.id = s.integration_id
       WHERE $3 > 0 AND ${readable} AND s.wanted_seq = s.done_seq
         AND s.watermark IS NOT NULL AND s.last_succeeded_at IS NOT NULL) AS work`,
    [knownPaths, deps.keyId, deps.catchUpHours],
  );
  return rows[0]?.at ?? null;
}
