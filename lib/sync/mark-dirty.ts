import type { Sql } from "@/lib/db/pool";

import type { RunTrigger } from "./schema";

export type DirtyMark = {
  readonly integrationId: string;
  /** Paths of the catalog; those that are disabled or not of this integration are passed over. */
  readonly endpoints: readonly string[];
  readonly trigger: RunTrigger;
  readonly webhookEventId: string | null;
  readonly at: Date;
};

/**
 * Marks endpoints dirty: a counter, so that bursts coalesce, and a row per mark, so that a run knows its causes. Rows are
 * locked in one order, whoever marks. A failing or unavailable endpoint keeps its pace of retries.
 */
export async function markDirty(tx: Sql, mark: DirtyMark): Promise<readonly string[]> {
  const { rows } = await tx.query<{ endpoint: string }>(
    `WITH locked AS (
       SELECT endpoint FROM endpoint_states WHERE integration_id = $1 AND endpoint = ANY($2) AND enabled
       ORDER BY endpoint FOR UPDATE),
     marked AS (
       UPDATE endpoint_states s SET wanted_seq = s.wanted_seq + 1, dirty_since = coalesce(s.dirty_since, $5),
         due_at = CASE WHEN s.unavailable_reason IS NULL AND s.consecutive_failures = 0 THEN $5 ELSE coalesce(s.due_at, $5) END
       FROM locked WHERE s.integration_id = $1 AND s.endpoint = locked.endpoint
       RETURNING s.endpoint, s.wanted_seq)
     INSERT INTO endpoint_marks (integration_id, endpoint, seq, trigger, webhook_event_id, marked_at)
     SELECT $1, endpoint, wanted_seq, $3, $4, $5 FROM marked RETURNING endpoint`,
    [mark.integrationId, mark.endpoints, mark.trigger, mark.webhookEventId, mark.at],
  );
  return rows.map(({ endpoint }) => endpoint);
}

/** Something happened at Kombo: runs that wait for the integration to become readable look again at once. */
export async function endNotReadyWaits(tx: Sql, input: { integrationId: string; at: Date }): Promise<void> {
  await tx.query(
    `WITH woken AS (
       UPDATE sync_runs SET waiting_until = NULL
       WHERE integration_id = $1 AND state IN ('queued', 'running') AND waiting_until > $2 AND error_code LIKE 'INTEGRATION.%'
       RETURNING endpoint)
     UPDATE endpoint_states s SET due_at = $2 FROM woken WHERE s.integration_id = $1 AND s.endpoint = woken.endpoint`,
    [input.integrationId, input.at],
  );
}
