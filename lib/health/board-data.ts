import type { Pool } from "@/lib/db/pool";
import { readableIntegration } from "@/lib/sync/readable";

import type { EndpointTotals } from "./integration-rows";

/** SQL: what `isOffered` says of an endpoint. */
const offered = "s.enabled AND s.unavailable_reason IS NULL";

const totals = `(count(*) FILTER (WHERE ${offered}))::int AS endpoints,
  sum(s.live_records)::float8 AS records, sum(s.deleted_records)::float8 AS "deletedRecords",
  CASE WHEN bool_and(s.last_full_fetch_at IS NOT NULL) FILTER (WHERE ${offered})
       THEN min(s.last_full_fetch_at) FILTER (WHERE ${offered}) END AS "lastFullFetchAt",
  max(s.last_succeeded_at) FILTER (WHERE s.last_succeeded_at > s.last_full_fetch_at) AS "lastDeltaFetchAt"`;
/** JSON of the two lists is read several times as fast as rows. */
const fetchedLists = `array_to_json(array_agg(s.endpoint)) AS paths,
  array_to_json(array_agg(s.last_succeeded_at AT TIME ZONE 'UTC')) AS succeeded`;

/**
 * What the endpoints of each integration add up to, by its id. Added up there, since an answer about thousands of endpoints
 * takes longer to read them than to find them.
 */
export function listTotals(pool: Pool): Promise<ReadonlyMap<string, EndpointTotals>> {
  return selectTotals<EndpointTotals>(pool, totals);
}

/** An integration's endpoints, and when each was last fetched: in UTC, to the millisecond, without trailing zeros. */
export type FetchedEndpoints = {
  readonly paths: readonly string[];
  readonly succeeded: readonly (string | null)[];
};

/** The same with each endpoint, in one reading of all of them. */
export function listFetchedTotals(pool: Pool): Promise<ReadonlyMap<string, EndpointTotals & FetchedEndpoints>> {
  return selectTotals<EndpointTotals & FetchedEndpoints>(pool, `${totals}, ${fetchedLists}`);
}

/** The runs are few, so they are counted apart: the endpoints are thousands, and need not each look for theirs. */
async function selectTotals<Totals extends EndpointTotals>(
  pool: Pool,
  columns: string,
): Promise<ReadonlyMap<string, Totals>> {
  const { rows } = await pool.query<Totals & { integrationId: string }>(
    `SELECT t.*, coalesce(r.count, 0) AS "runningRuns"
     FROM (SELECT s.integration_id AS "integrationId", ${columns} FROM endpoint_states s GROUP BY s.integration_id) t
     LEFT JOIN (SELECT integration_id, count(DISTINCT endpoint)::int AS count FROM sync_runs
                WHERE state IN ('queued', 'running') GROUP BY integration_id) r ON r.integration_id = t."integrationId"`,
  );
  return new Map(rows.map((row) => [row.integrationId, row]));
}

export type CatchUp = { readonly at: Date; readonly count: number };

/**
 * When endpoints are caught up with next, and with how many within `togetherMs`; as `planCatchUp` finds them: an
 * integration whose objective is short is caught up with in half of it. Null: none, or `hours` is 0.
 */
export async function findCatchUp(
  pool: Pool,
  { now, hours, togetherMs }: { now: Date; hours: number; togetherMs: number },
): Promise<CatchUp | null> {
  if (hours === 0) return null;
  const { rows } = await pool.query<{ at: Date | null; count: number }>(
    `WITH readable AS MATERIALIZED (
       SELECT i.id, least($2 * interval '1 hour', i.confirm_objective_seconds * interval '500 milliseconds') AS rest
       FROM integrations i WHERE ${readableIntegration}),
     due AS MATERIALIZED (
       SELECT greatest($1::timestamptz, greatest(s.watermark, s.last_succeeded_at) + i.rest) AS at
       FROM endpoint_states s JOIN readable i ON i.id = s.integration_id
       WHERE ${offered} AND s.dirty_since IS NULL AND s.watermark IS NOT NULL AND s.last_succeeded_at IS NOT NULL),
     first AS (SELECT min(at) AS at FROM due)
     SELECT first.at, (SELECT count(*)::int FROM due WHERE due.at <= first.at + $3 * interval '1 millisecond') AS count
     FROM first`,
    [now, hours, togetherMs],
  );
  const [row] = rows;
  return row && row.at !== null ? { at: row.at, count: row.count } : null;
}
