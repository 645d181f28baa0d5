import type { Pool } from "@/lib/db/pool";

import type { RunDrift } from "./schema";

/** What a run found that nothing had brought before it: by kind, and how much of it no webhook had announced. */
export async function getRunDrift(pool: Pool, runId: string): Promise<RunDrift> {
  const found = await listRunDrift(pool, [runId]);
  return found.get(runId) ?? { drift: [], missedWebhooks: null };
}

/** The same of several runs, in as many queries. */
export async function listRunDrift(pool: Pool, runIds: readonly string[]): Promise<ReadonlyMap<string, RunDrift>> {
  const [counts, facts] = await Promise.all([countDrift(pool, runIds), readFacts(pool, runIds)]);
  return new Map(
    runIds.map((runId) => {
      const drift = counts.filter((count) => count.runId === runId).map(({ kind, records }) => ({ kind, records }));
      return [
        runId,
        {
          drift,
          missedWebhooks: countMissed(
            drift,
            facts.find((fact) => fact.runId === runId),
          ),
        },
      ];
    }),
  );
}

/** What happened here, or what Kombo says it announces under another model. */
export const neverAnnounced: readonly string[] = ["local_edit", "local_delete", "stale_copy"];

/** Kombo holds an event back while more changes come: one that arrives a little late is not missed. */
const lateness = "10 minutes";

type Facts = {
  readonly runId: string;
  readonly mode: string;
  readonly changes: number;
  /** Start of the last complete run before this one: what changed before it was brought by that. */
  readonly since: Date | null;
  readonly isAnnounced: boolean;
};

/** Null where it cannot be told: nothing came before the run, or it asked for single records. */
function countMissed(drift: RunDrift["drift"], facts: Facts | undefined): number | null {
  if (!facts || facts.since === null || facts.mode === "ids") return null;
  if (facts.isAnnounced) return 0;
  const unannounceable = drift.filter(({ kind }) => neverAnnounced.includes(kind));
  return facts.changes - unannounceable.reduce((sum, { records }) => sum + records, 0);
}

type Count = RunDrift["drift"][number] & { readonly runId: string };

/** Served by the partial index over drift. */
async function countDrift(pool: Pool, runIds: readonly string[]): Promise<readonly Count[]> {
  const { rows } = await pool.query<Count>(
    `SELECT run_id AS "runId", drift AS kind, count(*)::int AS records FROM record_changes
     WHERE run_id = ANY($1::uuid[]) AND drift IS NOT NULL GROUP BY run_id, drift ORDER BY records DESC`,
    [runIds],
  );
  return rows;
}

/** Served by sync_runs_complete_idx and endpoint_marks_announced_idx. */
async function readFacts(pool: Pool, runIds: readonly string[]): Promise<readonly Facts[]> {
  const { rows } = await pool.query<Facts>(
    `SELECT r.id AS "runId", r.mode, r.created + r.updated + r.deleted + r.restored + r.swept AS changes, p.since,
       EXISTS (SELECT 1 FROM endpoint_marks m
               WHERE m.integration_id = r.integration_id AND m.endpoint = r.endpoint AND m.webhook_event_id IS NOT NULL
                 AND m.marked_at > p.since
                 AND m.marked_at < coalesce(r.finished_at, r.fetch_started_at) + interval '${lateness}') AS "isAnnounced"
     FROM sync_runs r LEFT JOIN LATERAL (
       SELECT e.fetch_started_at AS since FROM sync_runs e
       WHERE e.integration_id = r.integration_id AND e.endpoint = r.endpoint AND e.state IN ('succeeded', 'needs_review')
         AND e.moves_watermark AND NOT e.dry_run AND e.mode <> 'ids' AND e.fetch_started_at < r.fetch_started_at
       ORDER BY e.fetch_started_at DESC LIMIT 1) p ON true
     WHERE r.id = ANY($1::uuid[])`,
    [runIds],
  );
  return rows;
}
