import { setImmediate } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { withTransaction } from "@/lib/db/transaction";
import { Random } from "@/lib/simulator/random";
import { requestFullFetch } from "@/lib/sync/request-full-fetch";
import { expectEndpointEqual, expectPagesAddUp } from "@/tests/support/expect-truth";
import { acme, integrationOf, type Mirror, readValue, startMirror } from "@/tests/support/mirror";
import { finish, kill, startWorker, type WorkerProcess } from "@/tests/support/worker-process";

const endpoint = "/hris/employees";
const pages = 5;

let mirror: Mirror;
let watcher: pg.Client;
beforeEach(async () => {
  mirror = await startMirror({
    size: 50,
    paging: { pageSizeMax: 10 },
    integrations: [acme],
  });
  mirror.announceIntegrations();
  await mirror.deliverWebhooks();
  await mirror.pool.query("UPDATE endpoint_states SET enabled = endpoint = $1", [endpoint]);
  watcher = new pg.Client({ connectionString: mirror.databaseUrl });
  watcher.on("error", () => undefined);
  await watcher.connect();
});
afterEach(async () => {
  await watcher.end();
  await mirror.stop();
});

const integrationId = () => integrationOf(mirror).id;

/** Calls back at the commit of each page, and at no other moment: PostgreSQL notifies with the commit. */
async function onPage(act: (page: number) => void): Promise<void> {
  await watcher.query(`
    CREATE FUNCTION tell_page() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_notify('page', NEW.page::text); RETURN NULL; END $$;
    CREATE TRIGGER tell_page AFTER INSERT ON run_pages FOR EACH ROW EXECUTE FUNCTION tell_page();
    LISTEN page`);
  watcher.on("notification", ({ payload }) => act(Number(payload)));
}

async function expectComplete(): Promise<void> {
  await expectEndpointEqual(mirror, integrationId(), endpoint);
  await expectPagesAddUp(mirror.pool);
  expect(await readValue(mirror.pool, "SELECT bool_and(state = 'succeeded') FROM sync_runs")).toBe(true);
  const doubled = "SELECT count(*) - count(DISTINCT (model, kombo_id)) FROM record_changes WHERE kind = 'created'";
  expect(await readValue(mirror.pool, doubled)).toBe("0");
}

describe("kill -9 of a real worker (I5)", () => {
  test("I5: at every page boundary of a full fetch: the next goes on where it ended", async () => {
    const boundaries: number[] = [];
    let current: WorkerProcess | null = null;
    await onPage((page) => {
      boundaries.push(page);
      current?.child.kill("SIGKILL");
    });
    for (let generation = 0; generation < pages; generation++) {
      current = startWorker(mirror, generation);
      await current.ended;
    }
    current = null;
    await finish(mirror, pages);
    expect(boundaries).toEqual(Array.from({ length: pages }, (_, index) => index + 1));
    expect(await readValue(mirror.pool, "SELECT count(*)::int FROM run_pages")).toBe(pages);
    await expectComplete();
  });

  test("I5: inside each kind of transaction, just before it writes each table", async () => {
    const tables = ["records", "record_changes", "run_pages", "sync_runs"];
    await watcher.query(`
      CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_advisory_xact_lock_shared(77); RETURN NEW; END $$`);
    for (const [generation, table] of tables.entries()) {
      await watcher.query(
        `CREATE TRIGGER hold BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION hold()`,
      );
      await watcher.query("SELECT pg_advisory_lock(77)");
      const worker = startWorker(mirror, generation);
      await untilHeld();
      await kill(worker);
      await watcher.query("SELECT pg_advisory_unlock(77)");
      await watcher.query(`DROP TRIGGER hold ON ${table}`);
    }
    await finish(mirror, tables.length);
    await expectComplete();
  });

  test("I5: at random moments, through a change of everything", async () => {
    const random = new Random(41);
    for (let generation = 0; generation < 4; generation++) {
      const worker = startWorker(mirror, generation);
      const seen = await countRequests();
      const goal = seen + 1 + random.below(4);
      // Each look is a turn of the event loop, so that the moment within a page is any.
      while (worker.child.exitCode === null && (await countRequests()) < goal) await setImmediate();
      await kill(worker);
      for (let step = 0; step < 5; step++) mirror.kombo.life.step(integrationId(), { silent: true });
    }
    await finish(mirror, 4);
    await withTransaction(mirror.pool, async (tx) => {
      const at = await readValue<Date>(mirror.pool, "SELECT now() + interval '20 minutes'");
      const wish = { komboIntegrationId: null, endpoints: null, dryRun: false, requestedBy: null, at };
      await requestFullFetch(tx, { ...wish, trigger: "cron" });
    });
    await finish(mirror, 20);
    await expectComplete();
  });
});

describe("several processes and broken connections", () => {
  test("I4: two worker processes at once share the work and double none of it", async () => {
    await mirror.pool.query("UPDATE endpoint_states SET enabled = true");
    const workers = [startWorker(mirror), startWorker(mirror)];
    const ended = await Promise.all(workers.map((worker) => worker.ended));
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    await expectComplete();
    const overlapping = `SELECT count(*)::int FROM sync_runs a JOIN sync_runs b ON a.endpoint = b.endpoint AND a.id < b.id
      AND tstzrange(a.started_at, a.finished_at) && tstzrange(b.started_at, b.finished_at) AND a.mode = b.mode`;
    expect(await readValue(mirror.pool, overlapping)).toBe(0);
  });

  test("I5: PostgreSQL ends every connection at every second page, and the same process goes on", async () => {
    const ends: Promise<unknown>[] = [];
    await onPage((page) => {
      if (page % 2 === 0) ends.push(watcher.query(endConnections));
    });
    for (let generation = 0; generation < 6; generation++) {
      await startWorker(mirror, generation * 10).ended;
      if ((await readValue(mirror.pool, "SELECT count(*)::int FROM sync_runs WHERE state = 'running'")) === 0) break;
    }
    await Promise.all(ends);
    expect(ends.length).toBe(Math.floor(pages / 2));
    await expectComplete();
  });

  test("I4, I7: a worker whose lease expired while it waited for Kombo is refused, and nothing of its page is written", async () => {
    mirror.kombo.setFaults([{ kind: "slow", ms: 1_000, endpoint, after: 1, times: 1 }]);
    const slow = startWorker(mirror);
    while (mirror.kombo.requests.length < 1 || (await countPages()) < 1) await setImmediate();
    await finish(mirror, 1);
    await expectComplete();
    const before = await readValue(mirror.pool, everything);
    mirror.clock.advance(1_000);
    const { code, output } = await slow.ended;
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ slices: 1, completed: 0, failed: 0 });
    expect(await readValue(mirror.pool, everything)).toBe(before);
  });
});

const endConnections = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = 'kombo-mirror' AND pid <> pg_backend_pid()`;
const everything = `SELECT md5(string_agg(x, ',' ORDER BY x)) FROM (
  SELECT xmin::text || ctid::text AS x FROM records UNION ALL SELECT 'page' || run_id || page FROM run_pages
  UNION ALL SELECT 'change' || seq FROM record_changes UNION ALL SELECT r::text FROM sync_runs r) all_rows`;

const countPages = () => readValue<number>(mirror.pool, "SELECT count(*)::int FROM run_pages");
const countRequests = async () => mirror.kombo.requests.filter(({ path }) => path === endpoint).length;

async function untilHeld(): Promise<void> {
  const held = "SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
  while ((await readValue<number>(mirror.pool, held)) === 0) await setImmediate();
}
