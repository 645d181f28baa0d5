import { addMilliseconds } from "@/lib/clock";
import { cursorValue, decodeCursor, toPage } from "@/lib/db/keyset";
import type { Pool } from "@/lib/db/pool";
import { type DriftKind, driftKinds } from "@/lib/mirror/schema/change-words";
import { listRunDrift } from "@/lib/sync/get-run-drift";
import { listHeldRunRows, listRunRowsOf } from "@/lib/sync/run-rows";

import type { Drift, DriftDay, DriftFilters, HeldSweepRow } from "./schema/drift";

const windowMs = 84 * 86_400_000;
const limit = 25;
const shownDays = 12;

/** What full fetches found that nothing had brought, what waits for a person, and how both have gone lately. */
export async function getDrift(pool: Pool, filters: DriftFilters, now: Date): Promise<Drift> {
  const of = { komboIntegrationId: filters.integration ?? null, since: addMilliseconds(now, -windowMs) };
  const isFirst = filters.cursor === undefined;
  const [reports, held, days] = await Promise.all([
    listReports(pool, of, filters.cursor),
    isFirst ? listHeld(pool, of.komboIntegrationId) : [],
    isFirst ? listDays(pool, of) : [],
  ]);
  return { held: [...held], days: [...days], rows: [...reports.rows], next: reports.next };
}

type Of = { readonly komboIntegrationId: string | null; readonly since: Date };

/** Drift is rare: an index holds nothing else, so what lies in the window is read whole. */
const foundSince = (time: string) => `SELECT c.run_id, c.drift, count(*)::int AS records FROM record_changes c
  WHERE c.drift IS NOT NULL AND c.at > ${time}
    AND ($1::text IS NULL OR c.integration_id = (SELECT id FROM integrations WHERE kombo_integration_id = $1))
  GROUP BY c.run_id, c.drift`;

async function listReports(
  pool: Pool,
  of: Of,
  cursor: string | undefined,
): Promise<{ rows: readonly Drift["rows"][number][]; next: string | null }> {
  const [createdAt = null, id = null] =
    cursor === undefined ? [] : decodeCursor(cursor, [cursorValue.time, cursorValue.uuid]);
  const { rows } = await pool.query<{ id: string; createdAt: Date }>(
    `SELECT r.id, r.created_at AS "createdAt" FROM sync_runs r
     WHERE r.id IN (SELECT run_id FROM (${foundSince("$2")}) found)
       AND ($3::timestamptz IS NULL OR (r.created_at, r.id) < ($3, $4::uuid))
     ORDER BY r.created_at DESC, r.id DESC LIMIT ${limit + 1}`,
    [of.komboIntegrationId, of.since, createdAt, id],
  );
  const page = toPage(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
  const ids = page.rows.map((row) => row.id);
  const [runs, drift] = await Promise.all([listRunRowsOf(pool, ids), listRunDrift(pool, ids)]);
  const runById = new Map(runs.map((run) => [run.id, run]));
  return {
    next: page.next,
    rows: ids.flatMap((runId) => {
      const [run, counts] = [runById.get(runId), drift.get(runId)];
      return run && counts ? [{ run, ...counts }] : [];
    }),
  };
}

async function listHeld(pool: Pool, komboIntegrationId: string | null): Promise<readonly HeldSweepRow[]> {
  const runs = await listHeldRunRows(pool, komboIntegrationId);
  const { rows } = await pool.query<{ id: string; candidates: number; live: number }>(
    `SELECT r.id, (SELECT count(*)::int FROM sweep_candidates c WHERE c.run_id = r.id) AS candidates,
            s.live_records AS live
     FROM sync_runs r JOIN endpoint_states s ON s.integration_id = r.integration_id AND s.endpoint = r.endpoint
     WHERE r.id = ANY($1::uuid[])`,
    [runs.map(({ id }) => id)],
  );
  return runs.map((run) => {
    const counts = rows.find(({ id }) => id === run.id);
    return { run, candidates: counts?.candidates ?? 0, live: counts?.live ?? 0 };
  });
}

/** SQL: run `r` is a complete full fetch of what is asked for; as the indexes over these have it. */
const isFull = `r.mode = 'full' AND NOT r.dry_run AND r.state IN ('succeeded', 'needs_review') AND r.created_at > $2
  AND ($1::text IS NULL OR r.integration_id = (SELECT id FROM integrations WHERE kombo_integration_id = $1))`;
const newestBefore = (end: string) => `SELECT date_trunc('day', r.created_at, 'UTC') FROM sync_runs r
  WHERE ${isFull} AND r.created_at < ${end} ORDER BY r.created_at DESC LIMIT 1`;

/**
 * By the day, UTC, on which the full fetches were made. From one day that had any to the one before it, so that those
 * of the days shown are read and no others; served by the indexes over complete full fetches.
 */
async function listDays(pool: Pool, of: Of): Promise<readonly DriftDay[]> {
  const { rows } = await pool.query<{
    start: Date;
    fetches: number;
    received: number;
    drift: Partial<Record<DriftKind, number>> | null;
  }>(
    `WITH RECURSIVE starts(start, place) AS (
       SELECT (${newestBefore("'infinity'")}), 1
       UNION ALL SELECT (${newestBefore("s.start")}), s.place + 1 FROM starts s
       WHERE s.start IS NOT NULL AND s.place < ${shownDays}),
     days AS MATERIALIZED (
       SELECT s.start, f.* FROM starts s CROSS JOIN LATERAL (
         SELECT count(*)::int AS fetches, sum(r.received)::float8 AS received FROM sync_runs r
         WHERE ${isFull} AND r.created_at >= s.start AND r.created_at < s.start + interval '1 day') f
       WHERE s.start IS NOT NULL),
     kinds AS MATERIALIZED (
       SELECT date_trunc('day', r.created_at, 'UTC') AS start, d.drift, sum(d.records)::int AS records
       FROM (${foundSince("(SELECT min(start) FROM days)")}) d JOIN sync_runs r ON r.id = d.run_id
       WHERE ${isFull} AND r.created_at >= (SELECT min(start) FROM days) GROUP BY 1, 2)
     SELECT days.*, (SELECT jsonb_object_agg(k.drift, k.records) FROM kinds k WHERE k.start = days.start) AS drift
     FROM days ORDER BY start`,
    [of.komboIntegrationId, of.since],
  );
  return rows.map(({ start, drift, ...day }) => ({
    ...day,
    start: start.toISOString(),
    drift: listKinds(drift ?? {}),
  }));
}

function listKinds(drift: Partial<Record<DriftKind, number>>): DriftDay["drift"] {
  return driftKinds.flatMap((kind) => {
    const records = drift[kind];
    return records === undefined ? [] : [{ kind, records }];
  });
}
