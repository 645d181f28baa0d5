import type { Pool } from "@/lib/db/pool";
import { endpoints as catalog } from "@/lib/kombo/endpoints";
import { confirmObjectiveMs, serveObjectiveMs } from "@/lib/sync/limits";

import type { EndpointFacts, IntegrationFacts } from "./endpoint-health";

/** Why an endpoint is not offered where the customer has not granted it. */
export const permissionReason = "INTEGRATION.PERMISSION_MISSING";

export type IntegrationRecord = IntegrationFacts & {
  readonly id: string;
  readonly komboIntegrationId: string;
  readonly tool: string;
  readonly toolLabel: string | null;
  readonly category: string;
  readonly organizationName: string | null;
  readonly setupStatus: string | null;
  readonly qaStatus: string | null;
  readonly createdAt: Date;
  readonly lastWebhookAt: Date | null;
  readonly lastFetchedFromKomboAt: Date | null;
  readonly originId: string | null;
  readonly strategy: string;
  readonly legacyEvents: string;
  readonly dataExpiredAt: Date | null;
  readonly detailsFetchedAt: Date | null;
  readonly keptAt: Date | null;
  readonly purgeWantedAt: Date | null;
  readonly purgedAt: Date | null;
  readonly lastDeltaFetchAt: Date | null;
  readonly endpoints: readonly EndpointRecord[];
};

export type EndpointRecord = EndpointFacts & {
  readonly endpoint: string;
  readonly model: string;
  readonly lastFullFetchAt: Date | null;
  readonly liveRecords: number;
  readonly deletedRecords: number;
  readonly activeRunId: string | null;
};

/** Every integration (or one) with its endpoints in the catalog's order. */
export async function listIntegrationRecords(
  pool: Pool,
  komboIntegrationId: string | null = null,
): Promise<readonly IntegrationRecord[]> {
  const [integrations, states] = await Promise.all([
    selectIntegrations(pool, komboIntegrationId),
    selectEndpoints(pool, komboIntegrationId),
  ]);
  return combine(integrations, states);
}

/**
 * Every integration with those of its endpoints that can be a cause, which are few: what is well says nothing. An
 * integration that is lost or deleted has all of them, since its cause says how much it is.
 */
export function listTroubledRecords(pool: Pool, now: Date): Promise<readonly IntegrationRecord[]> {
  return listRecordsWith(pool, now, inTrouble);
}

/** The same with those that are off, not offered or at work besides: the others are well, and only to be counted. */
export function listRemarkableRecords(pool: Pool, now: Date): Promise<readonly IntegrationRecord[]> {
  return listRecordsWith(pool, now, isRemarkable);
}

async function listRecordsWith(pool: Pool, now: Date, which: string): Promise<readonly IntegrationRecord[]> {
  const [integrations, states] = await Promise.all([
    selectIntegrations(pool, null),
    selectEndpointsWith(pool, now, which),
  ]);
  return combine(integrations, states);
}

function combine(
  integrations: readonly RegisteredIntegration[],
  states: readonly StateRecord[],
): readonly IntegrationRecord[] {
  const endpointsById = groupByIntegration(states);
  return integrations.map((integration) => {
    const own = endpointsById.get(integration.id) ?? [];
    const sorted = own.toSorted((left, right) => placeOf(left.endpoint) - placeOf(right.endpoint));
    const objectives = { serveMs: integration.serveMs, confirmMs: integration.confirmMs };
    // Added to the row that was read, which is ours: a copy of so many columns takes longer than all the rest here.
    return Object.assign(integration, { objectives, lastDeltaFetchAt: findLastDelta(own), endpoints: sorted });
  });
}

type StateRecord = EndpointRecord & { readonly integrationId: string };

const placeByEndpoint: ReadonlyMap<string, number> = new Map(catalog.map(({ path }, place) => [path, place]));

/** In the catalog's order. */
export function placeOf(endpoint: string): number {
  return placeByEndpoint.get(endpoint) ?? -1;
}

/** A success after the last full fetch was a delta's. */
function findLastDelta(endpoints: readonly EndpointRecord[]): Date | null {
  const times = endpoints.flatMap(({ lastSucceededAt, lastFullFetchAt }) =>
    lastSucceededAt !== null && lastFullFetchAt !== null && lastSucceededAt > lastFullFetchAt
      ? lastSucceededAt.getTime()
      : [],
  );
  return times.length === 0 ? null : new Date(Math.max(...times));
}

/** By the id of the integration. */
export function groupByIntegration<Row extends { readonly integrationId: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.integrationId);
    if (group) group.push(row);
    else groups.set(row.integrationId, [row]);
  }
  return groups;
}

type RegisteredIntegration = Omit<IntegrationRecord, "endpoints" | "lastDeltaFetchAt" | "objectives"> &
  IntegrationRecord["objectives"];

async function selectIntegrations(
  pool: Pool,
  komboIntegrationId: string | null,
): Promise<readonly RegisteredIntegration[]> {
  const { rows } = await pool.query<RegisteredIntegration>(
    `SELECT i.id, i.kombo_integration_id AS "komboIntegrationId", i.tool, i.tool_label AS "toolLabel", i.category,
            i.state, i.setup_status AS "setupStatus", i.qa_status AS "qaStatus",
            i.organization_name AS "organizationName", i.origin_id AS "originId",
            i.paused_at AS "pausedAt", i.deleted_at AS "deletedAt", i.created_at AS "createdAt", i.strategy,
            i.kept_at AS "keptAt", i.purge_wanted_at AS "purgeWantedAt", i.purged_at AS "purgedAt",
            i.legacy_events AS "legacyEvents", coalesce(i.serve_objective_seconds * 1000, $2) AS "serveMs",
            coalesce(i.confirm_objective_seconds * 1000, $3) AS "confirmMs", i.data_expired_at AS "dataExpiredAt",
            i.details_fetched_at AS "detailsFetchedAt", i.last_webhook_at AS "lastWebhookAt",
            i.last_fetched_from_kombo_at AS "lastFetchedFromKomboAt"
     FROM integrations i WHERE $1::text IS NULL OR i.kombo_integration_id = $1
     ORDER BY lower(coalesce(i.organization_name, i.tool)), i.kombo_integration_id`,
    [komboIntegrationId, serveObjectiveMs, confirmObjectiveMs],
  );
  return rows;
}

const endpointColumns = `s.integration_id AS "integrationId", s.endpoint, s.model, s.enabled,
  s.unavailable_reason AS "unavailableReason", s.watermark, s.last_succeeded_at AS "lastSucceededAt",
  s.last_full_fetch_at AS "lastFullFetchAt", s.dirty_since AS "dirtySince", s.due_at AS "dueAt",
  s.consecutive_failures AS "consecutiveFailures", s.live_records AS "liveRecords",
  s.deleted_records AS "deletedRecords", r.id AS "activeRunId", r.state AS "runState",
  r.waiting_until AS "waitingUntil", r.error_code AS "errorCode"`;
const activeRun = `LEFT JOIN (
    SELECT DISTINCT ON (integration_id, endpoint) integration_id, endpoint, id, state, waiting_until, error_code
    FROM sync_runs WHERE state IN ('queued', 'running')
    ORDER BY integration_id, endpoint, state = 'running' DESC, mode = 'full' DESC) r
    ON r.integration_id = s.integration_id AND r.endpoint = s.endpoint`;

async function selectEndpoints(pool: Pool, komboIntegrationId: string | null): Promise<readonly StateRecord[]> {
  const { rows } = await pool.query<EndpointColumns>(
    `SELECT ${endpointColumns} FROM endpoint_states s ${activeRun}
     WHERE $1::text IS NULL OR s.integration_id = (SELECT id FROM integrations WHERE kombo_integration_id = $1)`,
    [komboIntegrationId],
  );
  return rows.map(toEndpointRecord);
}

/**
 * What `decideEndpointHealth` does not find well, and what waits. What follows from an integration is worked out once for
 * it (`promises`), not for each of its endpoints.
 */
const inTrouble = `i.is_lost OR r.waiting_until IS NOT NULL OR s.unavailable_reason = '${permissionReason}'
  OR (s.enabled AND s.unavailable_reason IS NULL AND (
    s.consecutive_failures > 0 OR s.watermark IS NULL
    OR s.dirty_since < i.serve_since OR s.last_succeeded_at < i.confirm_since))`;
const isRemarkable = `${inTrouble} OR NOT s.enabled OR s.unavailable_reason IS NOT NULL OR r.id IS NOT NULL`;

async function selectEndpointsWith(pool: Pool, now: Date, which: string): Promise<readonly StateRecord[]> {
  const { rows } = await pool.query<EndpointColumns>(
    `WITH promises AS MATERIALIZED (
       SELECT i.id, i.deleted_at IS NOT NULL OR i.state = 'INVALID' AS is_lost,
              $1::timestamptz - coalesce(i.serve_objective_seconds * 1000, $2) * interval '1 millisecond' AS serve_since,
              $1::timestamptz - coalesce(i.confirm_objective_seconds * 1000, $3) * interval '1 millisecond' AS confirm_since
       FROM integrations i)
     SELECT ${endpointColumns} FROM endpoint_states s JOIN promises i ON i.id = s.integration_id ${activeRun}
     WHERE ${which}`,
    [now, serveObjectiveMs, confirmObjectiveMs],
  );
  return rows.map(toEndpointRecord);
}

type EndpointColumns = Omit<EndpointRecord, "activeRun"> & {
  readonly integrationId: string;
  readonly runState: string | null;
  readonly waitingUntil: Date | null;
  readonly errorCode: string | null;
};

/** Column by column: a copy of all but some takes several times as long, and there are thousands. */
function toEndpointRecord(row: EndpointColumns): StateRecord {
  return {
    integrationId: row.integrationId,
    endpoint: row.endpoint,
    model: row.model,
    enabled: row.enabled,
    unavailableReason: row.unavailableReason,
    watermark: row.watermark,
    lastSucceededAt: row.lastSucceededAt,
    lastFullFetchAt: row.lastFullFetchAt,
    dirtySince: row.dirtySince,
    dueAt: row.dueAt,
    consecutiveFailures: row.consecutiveFailures,
    liveRecords: row.liveRecords,
    deletedRecords: row.deletedRecords,
    activeRunId: row.activeRunId,
    activeRun:
      row.runState === null ? null : { state: row.runState, waitingUntil: row.waitingUntil, errorCode: row.errorCode },
  };
}
