import type { Sql } from "@/lib/db/pool";

import { readableIntegration } from "./readable";
import type { RunTrigger } from "./schema/run-words";

export type FullFetchWish = {
  /** Null: every integration. */
  readonly komboIntegrationId: string | null;
  /** Null: every endpoint that is enabled and available. */
  readonly endpoints: readonly string[] | null;
  readonly dryRun: boolean;
  readonly trigger: Extract<RunTrigger, "cron" | "manual" | "catch_up">;
  readonly requestedBy: string | null;
  readonly at: Date;
};

export type WishedRun = { readonly id: string; readonly endpoint: string; readonly joined: boolean };

/**
 * Queues a full fetch of each endpoint, or joins the one that is queued or running. Paused, deleted and unreadable
 * integrations are passed over. The wish is kept on the endpoint until a complete full fetch grants it.
 */
export async function requestFullFetch(tx: Sql, wish: FullFetchWish): Promise<readonly WishedRun[]> {
  // A statement of its own: the next one must see the run that whoever held these locks has just made.
  await tx.query(
    `SELECT 1 FROM endpoint_states s JOIN integrations i ON i.id = s.integration_id
     WHERE ($1::text IS NULL OR i.kombo_integration_id = $1) AND ($2::text[] IS NULL OR s.endpoint = ANY($2))
     ORDER BY s.integration_id, s.endpoint FOR UPDATE OF s`,
    [wish.komboIntegrationId, wish.endpoints],
  );
  const { rows } = await tx.query<WishedRun>(
    `WITH wished AS (
       SELECT s.integration_id, s.endpoint, s.live_records + s.deleted_records AS expected
       FROM endpoint_states s JOIN integrations i ON i.id = s.integration_id
       WHERE ($1::text IS NULL OR i.kombo_integration_id = $1) AND ($2::text[] IS NULL OR s.endpoint = ANY($2))
         AND s.enabled AND s.unavailable_reason IS NULL
         AND ${readableIntegration}
       ORDER BY s.integration_id, s.endpoint),
     added AS (
       INSERT INTO sync_runs (integration_id, endpoint, mode, dry_run, trigger, requested_by, created_at, expected, moves_watermark)
       SELECT integration_id, endpoint, 'full', $3, $4, $5, $6, expected, NOT $3 FROM wished
       ON CONFLICT (integration_id, endpoint, mode, dry_run) WHERE state IN ('queued', 'running') DO NOTHING
       RETURNING id, integration_id, endpoint),
     wanted AS (
       UPDATE endpoint_states s SET due_at = least(s.due_at, $6),
         full_wanted_at = CASE WHEN $3 THEN s.full_wanted_at ELSE coalesce(s.full_wanted_at, $6) END
       FROM added WHERE s.integration_id = added.integration_id AND s.endpoint = added.endpoint),
     -- A held sweep that goes on after its review fetches nothing: who joins it still wants a full fetch, after it.
     after_review AS (
       UPDATE endpoint_states s SET full_wanted_at = coalesce(s.full_wanted_at, $6)
       FROM wished w JOIN sync_runs r ON r.integration_id = w.integration_id AND r.endpoint = w.endpoint
         AND r.mode = 'full' AND NOT r.dry_run AND r.state IN ('queued', 'running') AND r.review_decision IS NOT NULL
       WHERE NOT $3 AND s.integration_id = w.integration_id AND s.endpoint = w.endpoint)
     SELECT id, endpoint, false AS joined FROM added
     UNION ALL
     SELECT r.id, r.endpoint, true FROM wished w JOIN sync_runs r
       ON r.integration_id = w.integration_id AND r.endpoint = w.endpoint AND r.mode = 'full' AND r.dry_run = $3
       AND r.state IN ('queued', 'running')
     ORDER BY endpoint`,
    [wish.komboIntegrationId, wish.endpoints, wish.dryRun, wish.trigger, wish.requestedBy, wish.at],
  );
  return rows;
}
