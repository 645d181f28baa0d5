import type { Sql } from "@/lib/db/pool";

import type { RunTrigger } from "./schema/run-words";

export type DirtyMark = {
  readonly integrationId: string;
  /** Paths of the catalog; those that are disabled or not of this integration are passed over. */
  readonly endpoints: readonly string[];
  readonly trigger: RunTrigger;
  readonly webhookEventId: string | null;
  /** Of a person who tries a run again: which, and their name. */
  readonly retry?: { readonly of: string; readonly by: string };
  readonly at: Date;
};

/** SQL: what a mark at that time sets of an endpoint `s`. A failing or unavailable one keeps its pace of retries. */
export function becomesDue(at: string): string {
  return `dirty_since = coalesce(s.dirty_since, ${at}),
    due_at = CASE WHEN s.unavailable_reason IS NULL AND s.consecutive_failures = 0 THEN least(s.due_at, ${at})
                  ELSE coalesce(s.due_at, ${at}) END`;
}

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
       UPDATE endpoint_states s SET wanted_seq = s.wanted_seq + 1, ${becomesDue("$5")}
       FROM locked WHERE s.integration_id = $1 AND s.endpoint = locked.endpoint
       RETURNING s.endpoint, s.wanted_seq),
     noted AS (
       INSERT INTO endpoint_marks (integration_id, endpoint, seq, trigger, webhook_event_id, marked_at, retry_of, requested_by)
       SELECT $1, endpoint, wanted_seq, $3, $4, $5, $6, $7 FROM marked)
     SELECT endpoint FROM locked`,
    [
      mark.integrationId,
      mark.endpoints,
      mark.trigger,
      mark.webhookEventId,
      mark.at,
      mark.retry?.of ?? null,
      mark.retry?.by ?? null,
    ],
  );
  return rows.map(({ endpoint }) => endpoint);
}

export type ReplayMark = {
  readonly integrationId: string;
  readonly endpoint: string;
  readonly webhookEventId: string;
};

/**
 * Marks for many events at once, of several integrations: one lock and one move of the counter per endpoint, one row per
 * mark. A failing or unavailable endpoint keeps its pace of retries.
 */
export async function markReplayed(
  tx: Sql,
  input: { marks: readonly ReplayMark[]; at: Date },
): Promise<readonly Omit<ReplayMark, "webhookEventId">[]> {
  if (input.marks.length === 0) return [];
  const { rows } = await tx.query<Omit<ReplayMark, "webhookEventId">>(
    `WITH wanted AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS w("integrationId" uuid, endpoint text, "webhookEventId" uuid)),
     counted AS (SELECT "integrationId", endpoint, count(*) AS marks FROM wanted GROUP BY 1, 2),
     locked AS (
       SELECT s.integration_id, s.endpoint FROM endpoint_states s
       WHERE s.enabled AND (s.integration_id, s.endpoint) IN (SELECT "integrationId", endpoint FROM counted)
       ORDER BY s.integration_id, s.endpoint FOR UPDATE),
     marked AS (
       UPDATE endpoint_states s SET wanted_seq = s.wanted_seq + c.marks, ${becomesDue("$2")}
       FROM locked l JOIN counted c ON c."integrationId" = l.integration_id AND c.endpoint = l.endpoint
       WHERE s.integration_id = l.integration_id AND s.endpoint = l.endpoint
       RETURNING s.integration_id, s.endpoint, s.wanted_seq - c.marks AS before),
     logged AS (
       INSERT INTO endpoint_marks (integration_id, endpoint, seq, trigger, webhook_event_id, marked_at)
       SELECT m.integration_id, m.endpoint,
              m.before + row_number() OVER (PARTITION BY m.integration_id, m.endpoint), 'replay', w."webhookEventId", $2
       FROM marked m JOIN wanted w ON w."integrationId" = m.integration_id AND w.endpoint = m.endpoint)
     SELECT integration_id AS "integrationId", endpoint FROM marked`,
    [JSON.stringify(input.marks), input.at],
  );
  return rows;
}

/** Locks every endpoint of an integration, in the one order: before whatever touches several of them, or their runs. */
export async function lockEndpoints(tx: Sql, integrationId: string): Promise<void> {
  await tx.query("SELECT 1 FROM endpoint_states WHERE integration_id = $1 ORDER BY endpoint FOR UPDATE", [
    integrationId,
  ]);
}

/** Whether runs wait for the integration to become readable. */
export async function hasNotReadyWaits(tx: Sql, input: { integrationId: string; at: Date }): Promise<boolean> {
  const { rowCount } = await tx.query(
    `SELECT 1 FROM sync_runs WHERE integration_id = $1 AND state IN ('queued', 'running') AND waiting_until > $2
       AND error_code LIKE 'INTEGRATION.%' LIMIT 1`,
    [input.integrationId, input.at],
  );
  return rowCount === 1;
}

/** Something happened at Kombo: runs that wait for the integration look again at once. Its endpoints must be locked. */
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
