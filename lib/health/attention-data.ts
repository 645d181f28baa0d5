import type { Pool } from "@/lib/db/pool";
import { testEventType } from "@/lib/kombo/events";

export type Rejections = {
  readonly cause: string;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** Arrival of the last delivery that was verified. */
  readonly lastVerifiedAt: Date | null;
};

/** Of the last 24 h, by cause. A delivery without any signature is a stranger's: Kombo signs all of them. */
export async function listRejections(pool: Pool, now: Date): Promise<readonly Rejections[]> {
  const { rows } = await pool.query<Rejections>(
    `SELECT cause, count(*)::int AS count, min(received_at) AS "firstAt", max(received_at) AS "lastAt",
            (SELECT d.received_at FROM webhook_deliveries d JOIN webhook_events e ON e.id = d.webhook_event_id
             WHERE e.type <> $2 ORDER BY d.id DESC LIMIT 1) AS "lastVerifiedAt"
     FROM rejected_deliveries
     WHERE received_at > $1::timestamptz - interval '24 hours' AND cause <> 'signature missing'
     GROUP BY cause ORDER BY max(received_at) DESC`,
    [now, testEventType],
  );
  return rows;
}

export type HeldSweep = {
  readonly runId: string;
  readonly integrationId: string;
  readonly endpoint: string;
  readonly heldAt: Date | null;
  readonly candidates: number;
  readonly live: number;
};

export async function listHeldSweeps(pool: Pool): Promise<readonly HeldSweep[]> {
  const { rows } = await pool.query<HeldSweep>(
    `SELECT r.id AS "runId", r.integration_id AS "integrationId", r.endpoint, r.finished_at AS "heldAt",
            (SELECT count(*)::int FROM sweep_candidates c WHERE c.run_id = r.id) AS candidates,
            coalesce((SELECT s.live_records FROM endpoint_states s
                      WHERE s.integration_id = r.integration_id AND s.endpoint = r.endpoint), 0) AS live
     FROM sync_runs r
     WHERE r.state = 'needs_review' ORDER BY r.finished_at DESC LIMIT 100`,
  );
  return rows;
}

export type Failure = {
  readonly integrationId: string;
  readonly endpoint: string;
  readonly runId: string;
  readonly errorCode: string | null;
  readonly failedAt: Date | null;
  /** When it is tried again. */
  readonly dueAt: Date | null;
};

/** The last failed run of each endpoint whose last one failed. */
export async function listFailures(pool: Pool): Promise<readonly Failure[]> {
  const { rows } = await pool.query<Failure>(
    `SELECT s.integration_id AS "integrationId", s.endpoint, s.due_at AS "dueAt", r.id AS "runId",
            r.error_code AS "errorCode", r.finished_at AS "failedAt"
     FROM endpoint_states s CROSS JOIN LATERAL (
       SELECT id, error_code, finished_at FROM sync_runs
       WHERE integration_id = s.integration_id AND endpoint = s.endpoint AND state = 'failed' AND NOT dry_run
         AND mode <> 'ids'
       ORDER BY created_at DESC, id DESC LIMIT 1) r
     WHERE s.consecutive_failures > 0 AND s.enabled AND s.unavailable_reason IS NULL
     ORDER BY r.finished_at DESC LIMIT 1000`,
  );
  return rows;
}

export type Beats = Readonly<Partial<Record<string, Date>>>;

/** When each part of the service was last alive, by its name. */
export async function readBeats(pool: Pool): Promise<Beats> {
  const { rows } = await pool.query<{ name: string; beatAt: Date }>(`SELECT name, beat_at AS "beatAt" FROM heartbeats`);
  return Object.fromEntries(rows.map(({ name, beatAt }) => [name, beatAt]));
}

export type Undelivered = { readonly count: number; readonly since: Date };

/** Alerts that were tried and did not arrive. */
export async function findUndelivered(pool: Pool): Promise<Undelivered | null> {
  const { rows } = await pool.query<{ count: number; since: Date | null }>(
    `SELECT count(*)::int AS count, min(coalesce(closed_at, opened_at)) AS since FROM alerts
     WHERE due_at IS NOT NULL AND attempts > 2`,
  );
  const [row] = rows;
  return row && row.since !== null ? { count: row.count, since: row.since } : null;
}
