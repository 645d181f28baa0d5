import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { createPool, type Pool } from "@/lib/db/pool";
import { listCauses } from "@/lib/health/attention";
import { findCatchUp } from "@/lib/health/board-data";
import { togetherMs } from "@/lib/health/coming-up";
import { listIntegrationRecords, listTroubledRecords } from "@/lib/health/data";
import { decideEndpointHealth } from "@/lib/health/endpoint-health";
import { toIntegrationRow } from "@/lib/health/integration-rows";
import { listIntegrationRows } from "@/lib/health/list-integrations";
import { getOverview } from "@/lib/health/overview";
import { endpointLabel } from "@/lib/sync/run-rows";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { healthSettings } from "@/tests/support/health-settings";

const now = new Date("2026-11-20T09:00:00.000Z");
const settings = healthSettings;

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url);
});
beforeEach(async () => {
  await pool.query("TRUNCATE integrations, heartbeats, kombo_keys CASCADE");
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** Every third integration is as it should be; the others mix all that can be wrong, around each limit. */
const integrations = `
  INSERT INTO integrations (kombo_integration_id, tool, category, state, setup_status, qa_status, organization_name, paused_at,
                            deleted_at, data_expired_at, serve_objective_seconds, confirm_objective_seconds, created_at)
  SELECT 'tool:' || k, 'tool', 'HRIS', CASE WHEN k % 3 = 0 THEN 'ACTIVE' ELSE (ARRAY['ACTIVE', 'ACTIVE', 'INVALID', 'ACTIVE', 'INACTIVE', 'ACTIVE', 'NOT_FOUND'])[1 + k % 7] END,
         CASE WHEN k % 17 = 1 THEN 'INCOMPLETE' ELSE 'COMPLETED' END, CASE WHEN k % 19 = 1 THEN 'FAILED' ELSE 'PASSED' END, 'Customer ' || k,
         CASE WHEN k % 13 = 1 THEN $1::timestamptz END, CASE WHEN k % 11 = 1 THEN $1::timestamptz - k % 14 * interval '1 day' END,
         CASE WHEN k % 7 = 1 THEN $1::timestamptz END, CASE WHEN k % 5 = 1 THEN 60 END, CASE WHEN k % 5 = 2 THEN 3600 END, $1::timestamptz - interval '30 days'
  FROM generate_series(1, 150) AS k`;
const states = `
  INSERT INTO endpoint_states (integration_id, endpoint, model, enabled, unavailable_reason, watermark, last_succeeded_at, last_full_fetch_at,
                               dirty_since, consecutive_failures, live_records, deleted_records)
  SELECT i.id, e.endpoint, 'hris_' || e.place, n % 9 <> 1, CASE WHEN n % 23 = 1 THEN 'INTEGRATION.PERMISSION_MISSING' WHEN n % 29 = 1 THEN 'MODEL_NOT_AVAILABLE' END,
         CASE WHEN n % 31 <> 1 THEN $1::timestamptz END,
         $1::timestamptz - CASE WHEN n % 7 = 1 THEN (ARRAY[interval '59 minutes', '1 hour', '61 minutes', '26 hours', '27 hours'])[1 + n % 5] ELSE n % 4 * interval '1 minute 30 milliseconds' END, $1::timestamptz - interval '1 day',
         CASE WHEN n % 6 = 1 THEN $1::timestamptz - (ARRAY[interval '59 seconds', '1 minute', '2 minutes', '5 minutes', '6 minutes'])[1 + n % 5] END,
         CASE WHEN n % 37 = 1 THEN 2 ELSE 0 END, n, n % 10
  FROM (SELECT id, split_part(kombo_integration_id, ':', 2)::int AS k FROM integrations) i
  CROSS JOIN unnest(ARRAY['/hris/employees', '/hris/absences', '/hris/teams', '/hris/locations']) WITH ORDINALITY AS e(endpoint, place)
  CROSS JOIN LATERAL (SELECT CASE WHEN k % 3 = 0 THEN 0 ELSE k * 4 + e.place::int END AS n) number`;
const runs = `
  INSERT INTO sync_runs (integration_id, endpoint, mode, trigger, state, error_code, waiting_until, created_at, finished_at)
  SELECT integration_id, endpoint, 'delta', 'webhook', CASE WHEN live_records % 37 = 1 THEN 'failed' ELSE 'queued' END,
         CASE WHEN live_records % 37 = 1 THEN 'HTTP_500' ELSE 'KOMBO.RATE_LIMIT' END,
         CASE WHEN live_records % 37 <> 1 THEN $1::timestamptz + (live_records % 3 - 1) * interval '5 minutes' END, $1, CASE WHEN live_records % 37 = 1 THEN $1::timestamptz END
  FROM endpoint_states WHERE live_records % 37 = 1 OR live_records % 41 = 1`;

async function fill(): Promise<void> {
  for (const sql of [integrations, states, runs]) await pool.query(sql, [now]);
  await pool.query("INSERT INTO heartbeats (name, beat_at) VALUES ('resident', $1)", [now]);
  await pool.query("INSERT INTO kombo_keys (id, last_ok_at) VALUES ('key', $1)", [now]);
}

/** All there is, endpoint by endpoint. */
const everything = () => listIntegrationRecords(pool);

test("what is well says nothing: integrations with their endpoints in trouble have the same causes as with all", async () => {
  await fill();
  const all = await listCauses(pool, settings, { now, records: everything() });
  const few = await listCauses(pool, settings, { now, records: listTroubledRecords(pool, now) });
  const told = (causes: typeof all) =>
    causes.map(({ integration, ...cause }) => ({ ...cause, of: integration?.komboIntegrationId }));
  expect(told(few)).toEqual(told(all));
  const found = new Set(all.map(({ kind }) => kind));
  const kinds = ["invalid", "not_found", "qa_failed", "failing", "behind", "unconfirmed", "setup_incomplete"] as const;
  for (const kind of [...kinds, "permission_missing", "rate_limited", "data_expired", "purge_due"] as const) {
    expect(found).toContain(kind);
  }
  const count = async (records: ReturnType<typeof everything>) =>
    (await records).flatMap(({ endpoints }) => endpoints).length;
  expect(await count(listTroubledRecords(pool, now))).toBeLessThan(0.6 * (await count(everything())));
});

test("the overview says of each integration and endpoint what is decided from all that is known of it", async () => {
  await fill();
  const records = await everything();
  const rows = records.map((record) => toIntegrationRow(record, now));
  expect(await listIntegrationRows(pool, now)).toEqual(rows);
  const overview = await getOverview(pool, settings, now);
  expect(overview.integrations).toEqual(
    records.map(({ endpoints, objectives }, place) => ({
      ...rows[place],
      cells: endpoints.map((endpoint) => ({
        endpoint: endpoint.endpoint,
        health: decideEndpointHealth(endpoint, objectives, now).kind,
        lastSucceededAt: endpoint.lastSucceededAt?.toISOString() ?? null,
        // As most are: not said, and so it goes over the wire.
        running: endpoint.activeRun === null ? undefined : true,
        unavailableReason: endpoint.unavailableReason ?? undefined,
        enabled: endpoint.enabled ? undefined : false,
      })),
    })),
  );
  const labels = records.flatMap(({ endpoints }) =>
    endpoints.map(({ endpoint }) => [endpoint, endpointLabel(endpoint)]),
  );
  expect(overview.endpointLabels).toEqual(Object.fromEntries(labels));
});

const minute = 60_000;
const hour = 60 * minute;
const ago = (ms: number) => new Date(now.getTime() - ms);
const next = (hours = 6) => findCatchUp(pool, { now, hours, togetherMs });

describe("what is caught up with next", () => {
  /** Endpoints of one integration, all last fetched an hour ago but for what is said. */
  async function have(endpoints: readonly Readonly<Record<string, unknown>>[], confirmSeconds: number | null = null) {
    await pool.query(
      `INSERT INTO integrations (kombo_integration_id, tool, category, state, created_at, confirm_objective_seconds)
       VALUES ('personio:1', 'personio', 'HRIS', 'ACTIVE', $1, $2)`,
      [now, confirmSeconds],
    );
    for (const [at, endpoint] of endpoints.entries()) {
      const columns = { watermark: ago(hour), last_succeeded_at: ago(hour), ...endpoint };
      const names = Object.keys(columns);
      await pool.query(
        `INSERT INTO endpoint_states (integration_id, endpoint, model, ${names.join(", ")})
         SELECT id, '/hris/' || $1, 'hris', ${names.map((_, place) => `$${place + 2}`).join(", ")} FROM integrations`,
        [String(at), ...Object.values(columns)],
      );
    }
  }

  test("endpoints within a quarter of an hour are one line; later ones are not counted with them", async () => {
    const later = (ms: number) => ({ last_succeeded_at: ago(hour - ms), watermark: ago(hour - ms) });
    await have([{}, later(10 * minute), later(30 * minute)]);
    expect(await next()).toEqual({ at: ago(-5 * hour), count: 2 });
    expect(await next(0)).toBeNull();
  });

  test("what is overdue is caught up with now", async () => {
    await have([{ last_succeeded_at: ago(20 * hour), watermark: ago(20 * hour) }, {}]);
    expect(await next()).toEqual({ at: now, count: 1 });
  });

  test("an objective shorter than the catch-up is caught up with in half of it", async () => {
    await have([{}], 4 * 3_600);
    expect(await next()).toEqual({ at: ago(-hour), count: 1 });
  });

  test.each([
    ["off", { enabled: false }],
    ["not offered", { unavailable_reason: "INTEGRATION.MODEL_DISABLED" }],
    ["wanted already", { dirty_since: ago(minute) }],
    ["not read yet", { watermark: null }],
  ])("nothing catches up with an endpoint that is %s", async (_, facts) => {
    await have([facts]);
    expect(await next()).toBeNull();
  });
});
