import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";

import { type ResidentLoop, startResidentLoop } from "@/lib/sync/drivers/resident";
import { wantFull } from "@/tests/support/commands";
import { expectEndpointEqual } from "@/tests/support/expect-truth";
import { acme, integrationOf, type Mirror, readValue, startMirror } from "@/tests/support/mirror";
import { eventually, realClock, serverDeps } from "@/tests/support/real-time";

// Real time: what is proven here is how long something waits.

const endpoint = "/hris/employees";
const size = 40_000;
const pageMs = 200;
const events = 200;
const eventsMs = 10_000;
const othersWanted = 6;
const otherSize = 300;

let mirror: Mirror;
let resident: ResidentLoop;
let stopResident: () => Promise<void>;
beforeEach(async () => {
  const busy = { ...acme, size };
  // Each change an event of its own.
  mirror = await startMirror({ integrations: [busy], size: otherSize, webhook: { debounceMs: 0 } }, realClock);
  const deps = serverDeps(mirror);
  const options = { concurrency: 4, fullFetchCron: "0 2 * * 0", listenUrl: mirror.databaseUrl };
  mirror.announceIntegrations();
  await mirror.deliverWebhooks();
  await mirror.pool.query("UPDATE endpoint_states SET enabled = endpoint = $1", [endpoint]);
  resident = startResidentLoop(deps, options);
  stopResident = async () => {
    await resident.stop();
    await deps.pool.end();
  };
  await eventually("everything is mirrored", () => isOver("true"), 120_000);
}, 180_000);
afterEach(async () => {
  await stopResident();
  await mirror.stop();
});

const isOver = (runs: string) =>
  readValue<boolean>(
    mirror.pool,
    `SELECT coalesce(bool_and(state = 'succeeded'), false)
       AND NOT EXISTS (SELECT 1 FROM endpoint_states WHERE enabled AND (wanted_seq > done_seq OR full_wanted_at IS NOT NULL))
     FROM sync_runs WHERE ${runs}`,
  );

test(
  "I13, I6: 200 events in 10 s during a full fetch of 40,000 and those of many others: one running and one waiting delta at most, each starts after the page in hand, the first is done long before the full fetch",
  { timeout: 240_000 },
  async () => {
    const busy = integrationOf(mirror);
    mirror.kombo.setFaults([{ kind: "slow", ms: pageMs, times: Infinity }]);
    await watchPages();
    const [full] = await wantFull(mirror, [endpoint]);
    if (!full) throw new Error("No full fetch was queued");
    const pagesOfFull = () => readValue<number>(mirror.pool, "SELECT pages FROM sync_runs WHERE id = $1", [full.id]);
    await eventually("the full fetch is under way", async () => (await pagesOfFull()) >= 4);
    for (let other = 1; other <= othersWanted; other++) {
      mirror.kombo.createIntegration({ ...acme, organizationName: `Other ${other}` });
    }
    await mirror.deliverWebhooks();

    const seen: Deltas[] = [];
    const burstAt = performance.now();
    const firstAt = mirror.clock.now();
    for (let event = 0; event < events; event++) {
      await sleep(Math.max(0, burstAt + (event * eventsMs) / events - performance.now()));
      // Nobody's manager: a manager's name is in the records of others, which would come too.
      const remoteId = String(20_000 + event);
      const fields = { last_name: `Renamed ${event}` };
      mirror.kombo.mutate(busy.id, { kind: "update", model: "hris_employees", remoteId, fields });
      await mirror.deliverWebhooks();
      // As the webhook's door does.
      resident.wake();
      seen.push(await countDeltas());
    }
    const burstMs = performance.now() - burstAt;
    const othersAtWork = await readValue<number>(mirror.pool, countOthersAtWork, [full.id]);
    await eventually("the full fetch is over", () => isOver(`id = '${full.id}'`), 180_000);
    mirror.kombo.setFaults([]);
    await eventually("everything is over", () => isOver("true"), 180_000);

    expect(burstMs).toBeLessThan(1.5 * eventsMs);
    expect(othersAtWork, "full fetches of others at the end of the burst").toBeGreaterThan(0);
    const marks = "SELECT count(*)::int FROM endpoint_marks WHERE trigger = 'webhook'";
    expect(await readValue(mirror.pool, marks)).toBe(events);
    expect(Math.max(...seen.map(({ running }) => running))).toBe(1);
    expect(Math.max(...seen.map(({ queued }) => queued))).toBeLessThanOrEqual(1);
    const waits = await listWaits(full.id);
    expect(waits.length).toBeGreaterThan(1);
    expect(Math.max(...waits.map(({ pages }) => pages)), "pages written while a delta waited").toBeLessThanOrEqual(1);
    // The page in hand, the one being asked for behind it, and a machine that does other things as well.
    expect(Math.max(...waits.map(({ waitedMs }) => waitedMs))).toBeLessThan(10 * pageMs);
    const share = `SELECT (SELECT extract(epoch FROM min(finished_at) - $1::timestamptz) FROM sync_runs WHERE mode = 'delta')
    / (SELECT extract(epoch FROM finished_at - $1::timestamptz) FROM sync_runs WHERE id = $2)`;
    expect(Number(await readValue(mirror.pool, share, [firstAt, full.id]))).toBeLessThan(0.1);
    expect(await pagesOfFull()).toBe(size / 250);
    await expectEndpointEqual(mirror, busy.id, endpoint);
  },
);

type Deltas = { readonly running: number; readonly queued: number };

/** Deltas of the endpoint that has the most of them. */
async function countDeltas(): Promise<Deltas> {
  const { rows } = await mirror.pool.query<Deltas>(
    `SELECT coalesce(max(running), 0)::int AS running, coalesce(max(queued), 0)::int AS queued FROM (
       SELECT count(*) FILTER (WHERE state = 'running') AS running, count(*) FILTER (WHERE state = 'queued') AS queued
       FROM sync_runs WHERE mode = 'delta' GROUP BY integration_id, endpoint) x`,
  );
  return rows[0] ?? { running: 0, queued: 0 };
}

const countOthersAtWork = "SELECT count(*)::int FROM sync_runs WHERE mode = 'full' AND state = 'running' AND id <> $1";

/** When each page was written. */
async function watchPages(): Promise<void> {
  await mirror.pool.query(`
    CREATE TABLE written_pages (run_id uuid, at timestamptz);
    CREATE FUNCTION note_page() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO written_pages VALUES (NEW.run_id, clock_timestamp()); RETURN NULL; END $$;
    CREATE TRIGGER note_page AFTER INSERT ON run_pages FOR EACH ROW EXECUTE FUNCTION note_page()`);
}

type Wait = { readonly waitedMs: number; readonly pages: number };

/** How long before its start each delta could have begun, and how many pages of the full fetch were written meanwhile. */
async function listWaits(fullRun: string): Promise<readonly Wait[]> {
  const { rows } = await mirror.pool.query<Wait>(
    `WITH deltas AS (
       SELECT r.*, lag(r.wanted_seq, 1, 0) OVER w AS served, lag(r.finished_at) OVER w AS free_at
       FROM sync_runs r WHERE mode = 'delta' WINDOW w AS (PARTITION BY integration_id, endpoint ORDER BY started_at)),
     waits AS (
       SELECT d.started_at, greatest(d.free_at, min(m.marked_at)) AS wanted_at
       FROM deltas d JOIN endpoint_marks m ON m.integration_id = d.integration_id AND m.endpoint = d.endpoint
         AND m.trigger = 'webhook' AND m.seq > d.served AND m.seq <= d.wanted_seq
       GROUP BY d.id, d.started_at, d.free_at)
     SELECT (extract(epoch FROM started_at - wanted_at) * 1000)::int AS "waitedMs",
       (SELECT count(*)::int FROM written_pages p WHERE run_id = $1 AND p.at BETWEEN wanted_at AND started_at) AS pages
     FROM waits`,
    [fullRun],
  );
  return rows;
}
