import type { Pool } from "@/lib/db/pool";

import type { RunDetail } from "./schema";

/** What a run found that nothing had brought before it: by kind, and how much of it no webhook had announced. */
export async function getRunDrift(pool: Pool, runId: string): Promise<Pick<RunDetail, "drift" | "missedWebhooks">> {
  const [drift, facts] = await Promise.all([countDrift(pool, runId), readFacts(pool, runId)]);
  return { drift, missedWebhooks: countMissed(drift, facts) };
}

/** What happened here, or what Kombo says it announces under another model. */
export const neverAnnounced: readonly string[] = ["local_edit", "local_delete", "stale_copy"];

/** Kombo holds an event back while more changes come: one that arrives a little late is not missed. */
const lateness = "10 minutes";

type Facts = {
  readonly mode: string;
  readonly changes: number;
  /** Start of the last complete run before this one: what changed before it was brought by that. */
  readonly since: Date | null;
  readonly isAnnounced: boolean;
};

/** Null where it cannot be told: nothing came before the run, or it asked for single records. */
function countMissed(drift: RunDetail["drift"], facts: Facts | null): number | null {
  if (!facts || facts.since === null || facts.mode === "ids") return null;
  if (facts.isAnnounced) return 0;
  const unannounceable = drift.filter(({ kind }) => neverAnnounced.includes(kind));
  return facts.changes - unannounceable.reduce((sum, { records }) => sum + records, 0);
}

/** Served by the partial index over drift. */
async function countDrift(pool: Pool, runId: string): Promise<RunDetail["drift"]> {
  const { rows } = await pool.query<RunDetail["drift"][number]>(
    `SELECT drift AS kind, count(*)::int AS records FROM record_changes
     WHERE run_id = $1 AND drift IS NOT NULL GROUP BY drift ORDER BY records DESC`,
    [runId],
  );
  return rows;
}

async function readFacts(pool: Pool, runId: string): Promise<Facts | null> {
  const { rows } = await pool.query<Facts>(
    `SELECT r.mode, r.created + r.updated + r.deleted + r.restored + r.swept AS changes, p.since,
       EXISTS (SELECT 1 FROM endpoint_marks m
               WHERE m.integration_id = r.integration_id AND m.endpoint = r.endpoint AND m.webhook_event_id IS NOT NULL
                 AND m.marked_at > p.since
                 AND m.marked_at < coalesce(r.finished_at, r.fetch_started_at) + interval '${lateness}') AS "isAnnounced"
     FROM sync_runs r CROSS JOIN LATERAL (
       SELECT max(e.fetch_started_at) AS since FROM sync_runs e
       WHERE e.integration_id = r.integration_id AND e.endpoint = r.endpoint AND e.state IN ('succeeded', 'needs_review')
         AND e.moves_watermark AND NOT e.dry_run AND e.mode <> 'ids' AND e.fetch_started_at < r.fetch_started_at) p
     WHERE r.id = $1`,
    [runId],
  );
  return rows[0] ?? null;
}
