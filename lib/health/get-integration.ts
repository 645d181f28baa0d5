import type { Pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import { findEndpoint } from "@/lib/kombo/endpoints";
import { countRecords } from "@/lib/sync/decide-purge";
import { purgeTime } from "@/lib/sync/purge-deleted";
import { endpointLabel, listActiveRunRows } from "@/lib/sync/run-rows";
import type { RunRow } from "@/lib/sync/schema";

import { type EndpointRecord, type IntegrationRecord, listIntegrationRecords } from "./data";
import { decideEndpointHealth, decideNow, type Objectives } from "./endpoint-health";
import { toIntegrationRow, toIso } from "./integration-rows";
import type { EndpointRow, IntegrationDetail } from "./schema";

export async function getIntegration(
  pool: Pool,
  komboIntegrationId: string,
  { now, purgeAfterDays }: { now: Date; purgeAfterDays: number },
): Promise<IntegrationDetail> {
  const [record] = await listIntegrationRecords(pool, komboIntegrationId);
  if (!record) throw new AppError("not_found", "There is no integration with this id.");
  const [recentByEndpoint, activeRuns, last24h, deletion] = await Promise.all([
    listRecentRuns(pool, record.id),
    listActiveRunRows(pool),
    countLast24h(pool, record.id),
    describeDeletion(pool, record, purgeAfterDays),
  ]);
  const runById = new Map(activeRuns.map((run) => [run.id, run]));
  return {
    ...toIntegrationRow(record, now),
    originId: record.originId,
    strategy: record.strategy,
    legacyEvents: record.legacyEvents,
    dataExpiredAt: toIso(record.dataExpiredAt),
    detailsFetchedAt: toIso(record.detailsFetchedAt),
    changes24h: last24h.changes,
    runs24h: last24h.runs,
    deletion,
    serveObjectiveSeconds: record.objectives.serveMs / 1000,
    confirmObjectiveSeconds: record.objectives.confirmMs / 1000,
    endpointRows: record.endpoints.map((endpoint) =>
      toEndpointRow(endpoint, {
        now,
        objectives: record.objectives,
        activeRun: runById.get(endpoint.activeRunId ?? "") ?? null,
        recentRuns: recentByEndpoint.get(endpoint.endpoint) ?? [],
      }),
    ),
  };
}

async function describeDeletion(
  pool: Pool,
  record: IntegrationRecord,
  purgeAfterDays: number,
): Promise<IntegrationDetail["deletion"]> {
  if (!record.deletedAt) return null;
  return {
    purgeAt: toIso(purgeTime(record, purgeAfterDays)),
    isPurging: record.purgeWantedAt !== null && record.purgedAt === null,
    purgedAt: toIso(record.purgedAt),
    records: await countRecords(pool, record.id),
  };
}

function toEndpointRow(
  record: EndpointRecord,
  context: { now: Date; objectives: Objectives; activeRun: RunRow | null; recentRuns: EndpointRow["recentRuns"] },
): EndpointRow {
  const models = findEndpoint(record.endpoint)?.models ?? { documented: [], inferred: [] };
  return {
    endpoint: record.endpoint,
    label: endpointLabel(record.endpoint),
    model: record.model,
    fedBy: [...models.documented, ...models.inferred],
    enabled: record.enabled,
    unavailableReason: record.unavailableReason,
    watermark: toIso(record.watermark),
    lastSucceededAt: toIso(record.lastSucceededAt),
    lastFullFetchAt: toIso(record.lastFullFetchAt),
    dirtySince: toIso(record.dirtySince),
    liveRecords: record.liveRecords,
    deletedRecords: record.deletedRecords,
    consecutiveFailures: record.consecutiveFailures,
    health: decideEndpointHealth(record, context.objectives, context.now).kind,
    now: decideNow(record, context.now),
    activeRun: context.activeRun,
    recentRuns: context.recentRuns,
  };
}

const recentRuns = 20;

type RecentRun = EndpointRow["recentRuns"][number];

/** The last 20 runs of each endpoint, oldest first; one index range per endpoint. */
async function listRecentRuns(pool: Pool, integrationId: string): Promise<ReadonlyMap<string, RecentRun[]>> {
  const { rows } = await pool.query<Omit<RecentRun, "finishedAt"> & { endpoint: string; finishedAt: Date | null }>(
    `SELECT s.endpoint, r.id, r.mode, r.state, r.finished_at AS "finishedAt",
            (extract(epoch FROM r.finished_at - r.started_at) * 1000)::float8 AS "durationMs"
     FROM endpoint_states s CROSS JOIN LATERAL (
       SELECT id, mode, state, started_at, finished_at, created_at FROM sync_runs
       WHERE integration_id = s.integration_id AND endpoint = s.endpoint AND NOT dry_run
       ORDER BY created_at DESC, id DESC LIMIT ${recentRuns}) r
     WHERE s.integration_id = $1 ORDER BY r.created_at, r.id`,
    [integrationId],
  );
  const byEndpoint = new Map<string, RecentRun[]>();
  for (const { endpoint, ...run } of rows) {
    const runs = byEndpoint.get(endpoint) ?? [];
    runs.push({ ...run, finishedAt: toIso(run.finishedAt) });
    byEndpoint.set(endpoint, runs);
  }
  return byEndpoint;
}

async function countLast24h(pool: Pool, integrationId: string): Promise<{ changes: number; runs: number }> {
  const { rows } = await pool.query<{ changes: number; runs: number }>(
    `SELECT coalesce(sum(created + updated + deleted + restored + swept), 0)::int AS changes, count(*)::int AS runs
     FROM sync_runs WHERE integration_id = $1 AND created_at > now() - interval '24 hours' AND NOT dry_run`,
    [integrationId],
  );
  return rows[0] ?? { changes: 0, runs: 0 };
}
