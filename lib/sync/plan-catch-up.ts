import { addMilliseconds } from "@/lib/clock";
import { withTransaction } from "@/lib/db/transaction";

import type { SyncDeps } from "./deps";
import { fullFetchAgeMaxMs } from "./limits";
import { markDirty } from "./mark-dirty";
import { readableIntegration } from "./readable";
import { requestFullFetch } from "./request-full-fetch";
import { wakeForgottenEndpoints } from "./stale-copies";

/**
 * What nobody announces: a delta where none ran for `catchUpHours`, so that freshness is confirmed without webhooks, and
 * a full fetch where the last complete one is older than eight days, since Vercel Cron does not retry a missed Sunday.
 */
export async function planCatchUp(deps: SyncDeps, now: Date): Promise<{ deltas: number; fullFetches: number }> {
  const quiet = deps.catchUpHours === 0 ? [] : await listQuietEndpoints(deps, now);
  const overdue = await listOverdueEndpoints(deps, addMilliseconds(now, -fullFetchAgeMaxMs));
  for (const { integrationId, endpoints } of quiet) {
    await markDirty(deps.pool, { integrationId, endpoints, trigger: "catch_up", webhookEventId: null, at: now });
  }
  for (const { komboIntegrationId, endpoints } of overdue) {
    await withTransaction(deps.pool, (tx) =>
      requestFullFetch(tx, {
        komboIntegrationId,
        endpoints,
        dryRun: false,
        trigger: "catch_up",
        requestedBy: null,
        at: now,
      }),
    );
  }
  await wakeForgottenEndpoints(deps.pool, now);
  return { deltas: countEndpoints(quiet), fullFetches: countEndpoints(overdue) };
}

type Group = {
  readonly integrationId: string;
  readonly komboIntegrationId: string;
  readonly endpoints: readonly string[];
};

/** Of `endpoint_states s` and `integrations i`: what a catch-up may want. */
export const readable = `s.enabled AND s.unavailable_reason IS NULL AND ${readableIntegration}`;

/**
 * SQL: when endpoint `s` of integration `i` has been quiet for `hours`. An integration whose objective is shorter is caught
 * up with in half of it, so that silence alone never misses it.
 */
export function catchUpAt(hours: string): string {
  return `greatest(s.watermark, s.last_succeeded_at)
    + least(${hours} * interval '1 hour', i.confirm_objective_seconds * interval '500 milliseconds')`;
}

async function listQuietEndpoints(deps: SyncDeps, now: Date): Promise<readonly Group[]> {
  const { rows } = await deps.pool.query<Group>(
    `SELECT i.id AS "integrationId", i.kombo_integration_id AS "komboIntegrationId", array_agg(s.endpoint ORDER BY s.endpoint) AS endpoints
     FROM endpoint_states s JOIN integrations i ON i.id = s.integration_id
     WHERE ${readable} AND s.wanted_seq = s.done_seq
       AND s.watermark IS NOT NULL AND s.last_succeeded_at IS NOT NULL AND ${catchUpAt("$2")} < $1
     GROUP BY i.id`,
    [now, deps.catchUpHours],
  );
  return rows;
}

async function listOverdueEndpoints(deps: SyncDeps, before: Date): Promise<readonly Group[]> {
  const { rows } = await deps.pool.query<Group>(
    `SELECT i.id AS "integrationId", i.kombo_integration_id AS "komboIntegrationId", array_agg(s.endpoint ORDER BY s.endpoint) AS endpoints
     FROM endpoint_states s JOIN integrations i ON i.id = s.integration_id
     WHERE ${readable} AND s.last_full_fetch_at < $1 AND s.full_wanted_at IS NULL AND s.consecutive_failures = 0
       -- Who cancels one does not get it back at once.
       AND NOT EXISTS (SELECT 1 FROM sync_runs r WHERE r.integration_id = s.integration_id AND r.endpoint = s.endpoint
                       AND r.mode = 'full' AND r.error_code = 'CANCELLED' AND r.finished_at > $1::timestamptz + interval '7 days')
     GROUP BY i.id`,
    [before],
  );
  return rows;
}

function countEndpoints(groups: readonly Group[]): number {
  return groups.reduce((sum, { endpoints }) => sum + endpoints.length, 0);
}
