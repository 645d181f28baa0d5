import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

import type { Pool } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { startResidentLoop } from "@/lib/sync/drivers/resident";
import { markDirty } from "@/lib/sync/mark-dirty";
import { requestFullFetch } from "@/lib/sync/request-full-fetch";
import type { BenchContext } from "@/tests/bench/benchmark";
import { createTestDatabase } from "@/tests/support/database";
import { acme, type Mirror, readValue, startMirror } from "@/tests/support/mirror";
import { realClock, serverDeps } from "@/tests/support/real-time";

import { describeMachine } from "./machine";
import { count, readOptions } from "./options";

const endpoint = "/hris/employees";
const large = { share: 0.01, size: 2_500 };
const small = { size: 5 };
const windowMs = 10_000;
const deltaEveryMs = 500;
const options = z.object({ integrations: count.default(2_000), "per-second": count.default(40) });

/**
 * The weekly full fetch of many integrations within one key's rate budget, in real time with a window of 10 s: when it
 * ends beside what the budget allows, whether small integrations wait for large ones, and how long deltas that become
 * due meanwhile wait.
 */
export async function benchFanOut({ args, adminUrl, print }: BenchContext): Promise<void> {
  const { integrations, "per-second": perSecond } = readOptions(args, options);
  for (const line of await describeMachine(adminUrl)) print(line);
  const mirror = await startMirror(
    {
      integrations: Array.from({ length: integrations }, (_, at) => ({
        ...acme,
        organizationName: `Customer ${at}`,
        // Spread among the others.
        size: at % Math.round(1 / large.share) === 7 ? large.size : small.size,
      })),
      rateLimit: { limit: (perSecond * windowMs) / 1000, windowMs },
    },
    realClock,
    () => createTestDatabase(adminUrl),
  );
  const deps = serverDeps(mirror);
  try {
    await register(mirror);
    const loop = startResidentLoop(deps, { concurrency: 4, fullFetchCron: "0 2 * * 0", listenUrl: mirror.databaseUrl });
    try {
      for (const line of await measure(mirror, { integrations, perSecond })) print(line);
    } finally {
      await loop.stop();
    }
  } finally {
    await deps.pool.end();
    await mirror.stop();
  }
}

/** As if each had been mirrored an hour ago: what is due is the full fetch, and deltas have a watermark. */
async function register({ pool, kombo }: Mirror): Promise<void> {
  await pool.query(
    `WITH added AS (
       INSERT INTO integrations (kombo_integration_id, tool, category, details_fetched_at)
       SELECT id, 'personio', 'HRIS', now() FROM unnest($1::text[]) id RETURNING id)
     INSERT INTO endpoint_states (integration_id, endpoint, model, watermark, last_succeeded_at, last_full_fetch_at)
     SELECT id, $2, 'hris_employees', now() - interval '1 hour', now(), now() FROM added`,
    [kombo.integrations.map(({ id }) => id), endpoint],
  );
}

async function measure(
  { pool }: Mirror,
  { integrations, perSecond }: { integrations: number; perSecond: number },
): Promise<readonly string[]> {
  const startedAt = performance.now();
  await withTransaction(pool, (tx) =>
    requestFullFetch(tx, {
      komboIntegrationId: null,
      endpoints: null,
      dryRun: false,
      trigger: "cron",
      requestedBy: null,
      at: new Date(),
    }),
  );
  const queuedMs = performance.now() - startedAt;
  let deltas = 0;
  while (!(await isOver(pool, "mode = 'full'"))) {
    await markSomebody(pool);
    deltas++;
    await sleep(deltaEveryMs);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  while (!(await isOver(pool, "true"))) await sleep(100);
  const requests = await readValue<number>(pool, "SELECT sum(requests)::int FROM sync_runs");
  return [
    `${integrations} integrations, one of ${1 / large.share} with ${large.size} records, ${perSecond} requests a second`,
    `queued in ${Math.round(queuedMs)} ms; ${requests} requests, ended after ${seconds.toFixed(0)} s`,
    `the whole budget allows ${(requests / perSecond).toFixed(0)} s, four fifths of it ${(requests / perSecond / 0.8).toFixed(0)} s`,
    `small integrations ended ${await describeEnds(pool, "received <= 100")}, large ones ${await describeEnds(pool, "received > 100")}`,
    `${deltas} deltas, from mark to end: ${await describeWaits(pool)}`,
  ];
}

function isOver(pool: Pool, runs: string): Promise<boolean> {
  return readValue<boolean>(
    pool,
    `SELECT NOT EXISTS (SELECT FROM sync_runs WHERE state IN ('queued', 'running') AND ${runs})
       AND ($1 OR NOT EXISTS (SELECT FROM endpoint_states WHERE wanted_seq > done_seq))`,
    [runs !== "true"],
  );
}

async function markSomebody(pool: Pool): Promise<void> {
  const integrationId = await readValue<string>(pool, "SELECT id FROM integrations ORDER BY random() LIMIT 1");
  await withTransaction(pool, (tx) =>
    markDirty(tx, { integrationId, endpoints: [endpoint], trigger: "webhook", webhookEventId: null, at: new Date() }),
  );
}

function describeEnds(pool: Pool, which: string): Promise<string> {
  return readValue<string>(
    pool,
    `SELECT format('from %s to %s s, half of them by %s s', round(min(s)), round(max(s)),
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY s)::numeric))
     FROM (SELECT extract(epoch FROM finished_at - created_at) AS s FROM sync_runs WHERE mode = 'full' AND ${which}) r`,
  );
}

/** Of the first mark that a run served. */
function describeWaits(pool: Pool): Promise<string> {
  return readValue<string>(
    pool,
    `SELECT format('half within %s ms, 99 of 100 within %s ms, the longest %s ms',
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ms)::numeric),
       round(percentile_cont(0.99) WITHIN GROUP (ORDER BY ms)::numeric), round(max(ms)))
     FROM (
       SELECT 1000 * extract(epoch FROM (
         SELECT min(r.finished_at) FROM sync_runs r WHERE r.integration_id = m.integration_id AND r.endpoint = m.endpoint
           AND r.state = 'succeeded' AND r.wanted_seq >= m.seq AND r.started_at >= m.marked_at) - m.marked_at) AS ms
       FROM endpoint_marks m) w`,
  );
}
