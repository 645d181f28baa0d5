import { Cron } from "croner";

import type { Pool } from "@/lib/db/pool";
import { endpointLabel, listActiveRunRows } from "@/lib/sync/run-rows";

import { changing } from "./activity";
import { readCauseFacts, toAttention } from "./attention";
import { findCatchUp, type FetchedEndpoints, listFetchedTotals } from "./board-data";
import { decideComingUp, togetherMs } from "./coming-up";
import { type IntegrationRecord, listRemarkableRecords, placeOf } from "./data";
import { decideCauses } from "./decide-causes";
import { decideEndpointHealth } from "./endpoint-health";
import { getFirstRun } from "./first-run";
import { describeIntegration, type EndpointTotals, noEndpoints, toIso } from "./integration-rows";
import type { Overview } from "./schema";
import type { HealthSettings } from "./status";

export async function getOverview(pool: Pool, settings: HealthSettings, now: Date): Promise<Overview> {
  const listing = listRemarkableRecords(pool, now);
  const reading = readCauseFacts(pool, settings, { now, records: listing });
  const adding = listFetchedTotals(pool);
  const [facts, integrations, running, counts, latencyMs, drift24h, firstRun, catchUp] = await Promise.all([
    reading,
    describeBoard(listing, adding, now),
    listActiveRunRows(pool),
    countLastDay(pool, now),
    measureLatency(pool, now),
    countDrift(pool, now),
    getFirstRun(pool, settings, { facts: reading, totals: adding }),
    findCatchUp(pool, { now, hours: settings.catchUpHours, togetherMs }),
  ]);
  const nextFullFetchAt = new Cron(settings.fullFetchCron, { timezone: "UTC", paused: true }).nextRun(now);
  return {
    firstRun,
    attention: decideCauses(facts, settings, now).map(toAttention),
    freshIntegrations: integrations.filter(({ health }) => health.kind === "well").length,
    integrations,
    endpointLabels: labelEndpoints(integrations),
    ...counts,
    drift24h,
    latencyMs,
    nextFullFetchAt: toIso(nextFullFetchAt),
    running: [...running],
    comingUp: decideComingUp({ records: facts.records, rows: integrations, running, nextFullFetchAt, catchUp }, now),
  };
}

type BoardRow = Overview["integrations"][number];

/** Made while the database still looks for what else is shown. */
async function describeBoard(
  listing: Promise<readonly IntegrationRecord[]>,
  adding: Promise<ReadonlyMap<string, EndpointTotals & FetchedEndpoints>>,
  now: Date,
): Promise<BoardRow[]> {
  const [records, totals] = await Promise.all([listing, adding]);
  return records.map((record) => {
    const own = totals.get(record.id);
    const row = describeIntegration(record, own ?? noEndpoints, now);
    return Object.assign(row, { cells: own ? listCells(record, own, now) : [] });
  });
}

type Cell = BoardRow["cells"][number];

/** In the catalog's order; an endpoint that is not among the remarkable ones is well. */
function listCells(record: IntegrationRecord, own: FetchedEndpoints, now: Date): Cell[] {
  const remarkable = new Map(record.endpoints.map((endpoint) => [endpoint.endpoint, endpoint]));
  const places = own.paths.map((endpoint, index) => ({ index, place: placeOf(endpoint) }));
  return places
    .toSorted((left, right) => left.place - right.place)
    .map(({ index }) => {
      const endpoint = own.paths[index] ?? "";
      const one = remarkable.get(endpoint);
      const lastSucceededAt = toTime(own.succeeded[index] ?? null);
      if (!one) return { endpoint, health: "well", lastSucceededAt };
      return {
        endpoint,
        health: decideEndpointHealth(one, record.objectives, now).kind,
        lastSucceededAt,
        ...(one.activeRun === null ? {} : { running: true }),
        ...(one.unavailableReason === null ? {} : { unavailableReason: one.unavailableReason }),
        ...(one.enabled ? {} : { enabled: false }),
      };
    });
}

function labelEndpoints(integrations: readonly BoardRow[]): Overview["endpointLabels"] {
  const endpoints = new Set(integrations.flatMap(({ cells }) => cells.map(({ endpoint }) => endpoint)));
  return Object.fromEntries([...endpoints].map((endpoint) => [endpoint, endpointLabel(endpoint)]));
}

/** As JavaScript writes it, without making a date of it: there are thousands, and each costs more under Next. */
function toTime(text: string | null): string | null {
  if (text === null) return null;
  const fraction = text.slice("2026-11-20T09:00:00.".length);
  return `${text.slice(0, "2026-11-20T09:00:00".length)}.${fraction.padEnd(3, "0")}Z`;
}

/** From the hour the chart of a day begins with; each by an index on its time. */
async function countLastDay(
  pool: Pool,
  now: Date,
): Promise<Pick<Overview, "webhooks24h" | "rejected24h" | "changes24h">> {
  const { rows } = await pool.query<{ webhooks24h: number; rejected24h: number; changes24h: number }>(
    `SELECT (SELECT count(*)::int FROM webhook_events WHERE first_received_at >= d.start) AS "webhooks24h",
            (SELECT count(*)::int FROM rejected_deliveries WHERE received_at >= d.start) AS "rejected24h",
            (SELECT coalesce(sum(created + updated + deleted + restored + swept), 0)::int FROM sync_runs
             WHERE ${changing} AND finished_at >= d.start) AS "changes24h"
     FROM (SELECT date_trunc('hour', $1::timestamptz) - interval '23 hours' AS start) d`,
    [now],
  );
  return rows[0] ?? { webhooks24h: 0, rejected24h: 0, changes24h: 0 };
}

/** From an event's arrival to the end of the run it caused; of the newest, which are enough to tell. */
async function measureLatency(pool: Pool, now: Date): Promise<Overview["latencyMs"]> {
  const { rows } = await pool.query<{ median: number | null; p95: number | null }>(
    `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS median, percentile_cont(0.95) WITHIN GROUP (ORDER BY ms) AS p95
     FROM (SELECT extract(epoch FROM r.finished_at - e.first_received_at) * 1000 AS ms
           FROM sync_runs r JOIN run_causes c ON c.run_id = r.id JOIN webhook_events e ON e.id = c.webhook_event_id
           WHERE r.state = 'succeeded' AND r.mode = 'delta' AND r.finished_at > $1::timestamptz - interval '24 hours'
           ORDER BY r.finished_at DESC LIMIT 500) latencies`,
    [now],
  );
  const [row] = rows;
  return row && row.median !== null && row.p95 !== null ? { median: row.median, p95: row.p95 } : null;
}

async function countDrift(pool: Pool, now: Date): Promise<number> {
  const { rows } = await pool.query<{ drift: number }>(
    // So long before its end no run began: the index on time finds the few changes there are, and each leads to its run.
    `SELECT count(*)::int AS drift FROM record_changes c CROSS JOIN LATERAL (
       SELECT r.mode, r.finished_at FROM sync_runs r WHERE r.id = c.run_id OFFSET 0) r
     WHERE r.mode = 'full' AND r.finished_at > $1::timestamptz - interval '24 hours' AND c.drift IS NOT NULL
       AND c.at > $1::timestamptz - interval '3 days'`,
    [now],
  );
  return rows[0]?.drift ?? 0;
}
