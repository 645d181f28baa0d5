import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";

import type { Pool } from "@/lib/db/pool";
import { tick } from "@/lib/sync/tick";
import { wantFull } from "@/tests/support/commands";
import { acme, type Mirror, readValue, startMirror } from "@/tests/support/mirror";

const minute = 60_000;
const size = 25_000;
const endpoint = "/hris/employees";
const connections = 3;
const applicationName = "measured";

let mirror: Mirror;
let pool: Pool;
beforeEach(async () => {
  mirror = await startMirror({ size, integrations: [acme] });
  // Connections that stay: PostgreSQL forgets what one has written when it closes.
  pool = new pg.Pool({
    connectionString: mirror.databaseUrl,
    max: connections,
    idleTimeoutMillis: 0,
    application_name: applicationName,
  });
});
afterEach(async () => {
  await pool.end();
  await mirror.stop();
});

type Written = { readonly walBytes: number; readonly updatedRows: number; readonly deadRows: number };

/** What the mirror has written so far, each connection made to tell; other databases of the same server do not count. */
async function readWritten(): Promise<Written> {
  const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()));
  for (const client of clients) await client.query("SELECT pg_stat_force_next_flush()");
  for (const client of clients) client.release();
  const { rows } = await mirror.pool.query<Written>(
    `SELECT (SELECT sum(w.wal_bytes)::float8 FROM pg_stat_activity a, pg_stat_get_backend_wal(a.pid) w
             WHERE a.datname = current_database() AND a.application_name = $1) AS "walBytes",
            n_tup_upd::int AS "updatedRows", n_dead_tup::int AS "deadRows"
     FROM pg_stat_user_tables WHERE relname = 'records'`,
    [applicationName],
  );
  const [written] = rows;
  if (!written) throw new Error("There are no statistics of records");
  return written;
}

async function fullFetch(): Promise<void> {
  mirror.clock.advance(minute);
  await wantFull(mirror, [endpoint]);
  await tick({ ...mirror.deps, pool }, { budgetMs: 300_000, concurrency: 2 });
}

test(
  "I10: a full fetch that changes nothing updates no row and writes under 5 % of the WAL of the first load",
  { timeout: 240_000 },
  async () => {
    await mirror.pool.query("ALTER TABLE records SET (autovacuum_enabled = off, toast.autovacuum_enabled = off)");
    mirror.announceIntegrations();
    await mirror.deliverWebhooks();
    await mirror.pool.query("UPDATE endpoint_states SET enabled = endpoint = $1", [endpoint]);
    const empty = await readWritten();
    await fullFetch();
    const loaded = await readWritten();
    await fullFetch();
    const again = await readWritten();

    expect(await readValue(mirror.pool, "SELECT count(*)::int FROM records")).toBe(size);
    const runs =
      "SELECT array_agg(state || ' ' || created + deleted || ' ' || unchanged ORDER BY created_at) FROM sync_runs";
    expect(await readValue(mirror.pool, runs)).toEqual([`succeeded ${size} 0`, `succeeded 0 ${size}`]);
    expect([again.updatedRows, again.deadRows]).toEqual([0, 0]);
    const share = (again.walBytes - loaded.walBytes) / (loaded.walBytes - empty.walBytes);
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(0.05);
  },
);
