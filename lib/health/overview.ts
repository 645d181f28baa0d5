import { Cron } from "croner";

import type { Pool } from "@/lib/db/pool";
import { endpointLabel, listActiveRunRows } from "@/lib/sync/run-rows";

import { listCauses, toAttention } from "./attention";
import { listIntegrationRecords } from "./data";
import { decideEndpointHealth } from "./endpoint-health";
import { getFirstRun } from "./first-run";
import { toIntegrationRow, toIso } from "./integration-rows";
import type { Overview } from "./schema";
import type { HealthSettings } from "./status";

export async function getOverview(pool: Pool, settings: HealthSettings, now: Date): Promise<Overview> {
  const records = await listIntegrationRecords(pool);
  const [running, hours, latencyMs, drift24h, causes, firstRun] = await Promise.all([
    listActiveRunRows(pool),
    countByHour(pool, now),
    measureLatency(pool),
    countDrift(pool),
    listCauses(pool, settings, { now, records }),
    getFirstRun(pool, settings, records),
  ]);
  const integrations = records.map((record) => ({
    ...toIntegrationRow(record, now),
    cells: record.endpoints.map((endpoint) => ({
      endpoint: endpoint.endpoint,
      label: endpointLabel(endpoint.endpoint),
      health: decideEndpointHealth(endpoint, record.objectives, now).kind,
      lastSucceededAt: toIso(endpoint.lastSucceededAt),
      running: endpoint.activeRun !== null,
      unavailableReason: endpoint.unavailableReason,
      enabled: endpoint.enabled,
    })),
  }));
  const sum = (key: "webhooks" | "rejected" | "changes") => hours.reduce((total, hour) => total + hour[key], 0);
  return {
    firstRun,
    attention: causes.map(toAttention),
    freshIntegrations: integrations.filter(({ health }) => health.kind === "well").length,
    integrations,
    webhooks24h: sum("webhooks"),
    rejected24h: sum("rejected"),
    changes24h: sum("changes"),
    drift24h,
    latencyMs,
    nextFullFetchAt: toIso(new Cron(settings.fullFetchCron, { timezone: "UTC", paused: true }).nextRun(now)),
    running: [...running],
    hours: [...hours],
  };
}

/** 24 hours, the last one in progress; each count by an index on its time. */
async function countByHour(pool: Pool, now: Date): Promise<Overview["hours"]> {
  const { rows } = await pool.query<{ start: Date; webhooks: number; rejected: number; changes: number }>(
    `SELECT h.start,
       (SELECT count(*)::int FROM webhook_events e
        WHERE e.first_received_at >= h.start AND e.first_received_at < h.start + interval '1 hour') AS webhooks,
       (SELECT count(*)::int FROM rejected_deliveries d
        WHERE d.received_at >= h.start AND d.received_at < h.start + interval '1 hour') AS rejected,
       (SELECT coalesce(sum(r.created + r.updated + r.deleted + r.restored + r.swept), 0)::int FROM sync_runs r
        WHERE NOT r.dry_run AND r.finished_at >= h.start AND r.finished_at < h.start + interval '1 hour') AS changes
     FROM generate_series(date_trunc('hour', $1::timestamptz) - interval '23 hours', $1, '1 hour') AS h(start)
     ORDER BY h.start`,
    [now],
  );
  return rows.map(({ start, ...counts }) => ({ start: start.toISOString(), ...counts }));
}

/** From an event's arrival to the end of the run it caused. */
async function measureLatency(pool: Pool): Promise<Overview["latencyMs"]> {
  const { rows } = await pool.query<{ median: number | null; p95: number | null }>(
    `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS median, percentile_cont(0.95) WITHIN GROUP (ORDER BY ms) AS p95
     FROM (SELECT extract(epoch FROM r.finished_at - e.first_received_at) * 1000 AS ms
           FROM sync_runs r JOIN run_causes c ON c.run_id = r.id JOIN webhook_events e ON e.id = c.webhook_event_id
           WHERE r.state = 'succeeded' AND r.mode = 'delta' AND r.finished_at > now() - interval '24 hours'
           ORDER BY r.finished_at DESC LIMIT 5000) latencies`,
  );
  const [row] = rows;
  return row && row.median !== null && row.p95 !== null ? { median: row.median, p95: row.p95 } : null;
}

async function countDrift(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ drift: number }>(
    `SELECT count(*)::int AS drift FROM record_changes c JOIN sync_runs r ON r.id = c.run_id
     WHERE r.mode = 'full' AND r.finished_at > now() - interval '24 hours' AND c.drift IS NOT NULL`,
  );
  return rows[0]?.drift ?? 0;
}
