import { addMilliseconds } from "@/lib/clock";
import type { Pool } from "@/lib/db/pool";
import { neverAnnounced } from "@/lib/sync/get-run-drift";
import { readableIntegration } from "@/lib/sync/readable";

import { type SilenceFacts, silenceMinMs } from "./silence";

/** Events that say something about data; the others tell about the connection. */
const announcing: readonly string[] = ["data-changed", "sync-finished", "remote-event-received"];
/** Kombo holds an event back while more changes come: a run this young may still be announced. */
const lateness = "10 minutes";
const gapsMax = 60;

export type SilenceRecord = SilenceFacts & { readonly integrationId: string };

/**
 * Of integrations that are read and were not heard of for a while: what no event announced, and their rhythm. One probe of
 * an index an integration; those where data moved are few, and only theirs is the rhythm read. What is found on the way is
 * kept (`OFFSET 0`): the planner would look for it again wherever it is named.
 */
export async function listSilenceFacts(pool: Pool, now: Date): Promise<readonly SilenceRecord[]> {
  const { rows } = await pool.query<{
    integrationId: string;
    createdAt: Date;
    lastAnnouncedAt: Date | null;
    changes: number;
    runId: string;
    foundAt: Date;
    /** Newest first, in milliseconds of the epoch: an array as JSON is half the work of rows added up as JSON. */
    heardAt: readonly number[] | null;
  }>(
    `WITH quiet AS MATERIALIZED (
       SELECT i.id, i.kombo_integration_id, i.created_at, last.at, coalesce(last.at, i.created_at) AS since
       FROM integrations i LEFT JOIN LATERAL (
         SELECT e.first_received_at AS at FROM webhook_events e
         WHERE e.kombo_integration_id = i.kombo_integration_id AND e.type = ANY($2)
         ORDER BY e.first_received_at DESC, e.id DESC LIMIT 1) last ON true
       WHERE ${readableIntegration} AND coalesce(last.at, i.created_at) < $4::timestamptz),
     found AS MATERIALIZED (
       SELECT q.*, moved.changes, moved.found_at, moved.run_id FROM quiet q CROSS JOIN LATERAL (
         SELECT sum(r.changes)::int AS changes, max(r.finished_at) AS found_at,
                (array_agg(r.id ORDER BY r.changes DESC, r.finished_at DESC))[1] AS run_id
         FROM (
           SELECT r.id, r.finished_at, r.created + r.updated + r.deleted + r.restored + r.swept
                  - (SELECT count(*) FROM record_changes c WHERE c.run_id = r.id AND c.drift = ANY($3)) AS changes
           FROM sync_runs r
           WHERE r.integration_id = q.id AND r.state IN ('succeeded', 'needs_review') AND NOT r.dry_run AND r.mode <> 'ids'
             AND r.created + r.updated + r.deleted + r.restored + r.swept > 0 AND r.trigger <> 'initial'
             AND r.finished_at > greatest(q.since, $1::timestamptz - interval '7 days')
             AND r.fetch_started_at > q.since AND r.finished_at < $1::timestamptz - interval '${lateness}'
             -- Something came before it, and nobody announced what it found.
             AND EXISTS (SELECT 1 FROM sync_runs p WHERE p.integration_id = r.integration_id AND p.endpoint = r.endpoint
                           AND p.state IN ('succeeded', 'needs_review') AND p.moves_watermark AND NOT p.dry_run
                           AND p.mode <> 'ids' AND p.created_at < r.created_at AND p.finished_at IS NOT NULL)
             AND NOT EXISTS (SELECT 1 FROM run_causes c JOIN webhook_events e ON e.id = c.webhook_event_id
                             WHERE c.run_id = r.id)
           OFFSET 0) r
         WHERE r.changes > 0) moved
       WHERE moved.changes > 0)
     SELECT f.id AS "integrationId", f.created_at AS "createdAt", f.at AS "lastAnnouncedAt", f.changes,
            f.run_id AS "runId", f.found_at AS "foundAt", (
              SELECT array_to_json(array_agg((1000 * date_part('epoch', e.first_received_at))::bigint)) FROM (
                SELECT e.first_received_at FROM webhook_events e
                WHERE e.kombo_integration_id = f.kombo_integration_id AND e.type = ANY($2)
                ORDER BY e.first_received_at DESC, e.id DESC LIMIT ${gapsMax + 1}) e) AS "heardAt"
     FROM found f`,
    [now, announcing, neverAnnounced, addMilliseconds(now, -silenceMinMs)],
  );
  return rows.map(({ changes, runId, foundAt, heardAt, ...facts }) => ({
    ...facts,
    gapsMs: heardAt?.slice(1).map((at, place) => (heardAt[place] ?? at) - at) ?? [],
    unannounced: { changes, runId, foundAt },
  }));
}
