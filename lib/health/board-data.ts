import type { Pool } from "@/lib/db/pool";
import { readableIntegration } from "@/lib/sync/readable";

import type { EndpointTotals } from "./integration-rows";

/** SQL: what `isOffered` says of an endpoint. */
const offered = "s.enabled AND s.unavailable_reason IS NULL";

/**
 * What the endpoints of each integration add up to, by its id. Added up there, since an answer about thousands of endpoints
 * takes longer to read them than to find them.
 */
export async function listTotals(pool: Pool): Promise<ReadonlyMap<string, EndpointTotals>> {
  const { rows } = await pool.query<EndpointTotals & { integrationId: string }>(
    `SELECT s.integration_id AS "integrationId", (count(*) FILTER (WHERE ${offered}))::int AS endpoints,
            sum(s.live_records)::float8 AS records, sum(s.deleted_records)::float8 AS "deletedRecords",
            count(r.endpoint)::int AS "runningRuns",
            CASE WHEN bool_and(s.last_full_fetch_at IS NOT NULL) FILTER (WHERE ${offered})
                 THEN min(s.last_full_fetch_at) FILTER (WHERE ${offered}) END AS "lastFullFetchAt",
            max(s.last_succeeded_at) FILTER (WHERE s.last_succeeded_at > s.last_full_fetch_at) AS "lastDeltaFetchAt"
     FROM endpoint_states s LEFT JOIN (
       SELECT DISTINCT integration_id, endpoint FROM sync_runs WHERE state IN ('queued', 'running')) r
       ON r.integration_id = s.integration_id AND r.endpoint = s.endpoint
     GROUP BY s.integration_id`,
  );
  return new Map(rows.map(({ integrationId, ...totals }) => [integrationId, totals]));
}

/** The endpoints of an integration, and when each was last fetched: in UTC, to the millisecond, without trailing zeros. */
export type FetchedEndpoints = {
  readonly endpoints: readonly string[];
  readonly succeeded: readonly (string | null)[];
};

/** By the id of the integration, as two lists each: JSON of them is read several times as fast as rows. */
export async function listFetched(pool: Pool): Promise<ReadonlyMap<string, FetchedEndpoints>> {
  const { rows } = await pool.query<FetchedEndpoints & { integrationId: string }>(
    `SELECT integration_id AS "integrationId", array_to_json(array_agg(endpoint)) AS endpoints,
            array_to_json(array_agg(last_succeeded_at AT TIME ZONE 'UTC')) AS succeeded
     FROM endpoint_states GROUP BY integration_id`,
  );
  return new Map(rows.map(({ integrationId, ...fetched }) => [integrationId, fetched]));
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
    `WITH due AS MATERIALIZED (
       SELECT greatest($1::timestamptz, greatest(s.watermark, s.last_succeeded_at)
                + least($2 * interval '1 hour', i.confirm_objective_seconds * interval '500 milliseconds')) AS at
       FROM endpoint_states s JOIN integrations i ON i.id = s.integration_id
       WHERE ${readableIntegration} AND ${offered} AND s.dirty_since IS NULL AND s.watermark IS NOT NULL
         AND s.last_succeeded_at IS NOT NULL),
     first AS (SELECT min(at) AS at FROM due)
     SELECT first.at, (SELECT count(*)::int FROM due WHERE due.at <= first.at + $3 * interval '1 millisecond') AS count
     FROM first`,
    [now, hours, togetherMs],
  );
  const [row] = rows;
  return row && row.at !== null ? { at: row.at, count: row.count } : null;
}
