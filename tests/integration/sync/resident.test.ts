import { afterEach, beforeEach, expect, test } from "vitest";

import { listen } from "@/lib/db/listen";
import { notify } from "@/lib/db/notify";
import { createPool } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import type { Log } from "@/lib/log";
import { createAnnouncer, workChannel } from "@/lib/sync/announce-work";
import { type ResidentLoop, startResidentLoop } from "@/lib/sync/drivers/resident";
import { markDirty } from "@/lib/sync/mark-dirty";
import { createTestDatabase } from "@/tests/support/database";
import { acme, type Mirror, quietLog, readValue, startMirror } from "@/tests/support/mirror";
import { eventually } from "@/tests/support/real-time";

const pollMs = 60_000;
const endpoint = "/hris/employees";

let mirror: Mirror;
let resident: ResidentLoop | null;
beforeEach(async () => {
  resident = null;
  mirror = await startMirror({ integrations: [acme] });
  await mirror.connect();
});
afterEach(async () => {
  await resident?.stop();
  await mirror.stop();
});

const countListeners = () =>
  readValue<number>(
    mirror.pool,
    "SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'",
  );
const isServed = () =>
  readValue<boolean>(
    mirror.pool,
    "SELECT bool_and(wanted_seq = done_seq AND lease_owner IS NULL) FROM endpoint_states",
  );

/** The loop listens and its first tick is over: it would look again in a minute. */
async function startAndSettle(): Promise<void> {
  const options = { concurrency: 2, fullFetchCron: "0 2 * * 0", listenUrl: mirror.databaseUrl, pollMs };
  resident = startResidentLoop(mirror.deps, options);
  await eventually("the loop listens", async () => (await countListeners()) === 1);
  await settle();
}

async function settle(): Promise<void> {
  await eventually("the loop rests", async () => {
    const beats = "SELECT coalesce(max(beat_at) < clock_timestamp() - interval '300 ms', false) FROM heartbeats";
    return readValue<boolean>(mirror.pool, beats);
  });
}

/** As another process would: over connections of its own. */
async function markFromElsewhere(): Promise<void> {
  const elsewhere = createPool(mirror.databaseUrl);
  const integrationId = await readValue<string>(mirror.pool, "SELECT id FROM integrations");
  const at = mirror.clock.now();
  await withTransaction(elsewhere, (tx) =>
    markDirty(tx, { integrationId, endpoints: [endpoint], trigger: "webhook", webhookEventId: null, at }),
  );
  await elsewhere.end();
  createAnnouncer({ pool: mirror.pool, log: quietLog }).announce();
}

test("a mark that another process commits wakes the loop, long before it would look by itself", async () => {
  await startAndSettle();
  const startedAt = performance.now();
  await markFromElsewhere();
  await eventually("the mark is served", isServed);
  expect(performance.now() - startedAt).toBeLessThan(pollMs / 4);
});

test("however many marks are announced at once, at most two notifications are sent", async () => {
  const heard: string[] = [];
  const listener = listen({
    pool: mirror.pool,
    log: quietLog,
    connectionString: mirror.databaseUrl,
    channel: workChannel,
    onNotification: () => heard.push("work"),
  });
  const announcer = createAnnouncer({ pool: mirror.pool, log: quietLog });
  await eventually("it listens", async () => (await countListeners()) === 1);
  for (let index = 0; index < 1_000; index++) announcer.announce();
  await eventually("the last is heard", async () => heard.length >= 2);
  await notify(mirror.pool, { channel: workChannel });
  await eventually("one of ours behind them is heard", async () => heard.length >= 3);
  expect(heard).toHaveLength(3);
  await listener.stop();
});

test("a listener whose connection was ended comes back and hears again", async () => {
  await startAndSettle();
  await mirror.pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'",
  );
  await eventually("the connection is gone", async () => (await countListeners()) === 0);
  await eventually("the loop listens again", async () => (await countListeners()) === 1);
  await settle();
  const startedAt = performance.now();
  await markFromElsewhere();
  await eventually("the mark is served", isServed);
  expect(performance.now() - startedAt).toBeLessThan(pollMs / 4);
});

test("where notifications do not arrive the loop polls, and one line says so", async () => {
  // Notifications stay inside one database: over this connection none of ours is heard, as through a pooler.
  const deaf = await createTestDatabase();
  const lines: unknown[] = [];
  const pool = createPool(mirror.databaseUrl);
  let attempts = 0;
  pool.on("acquire", () => attempts++);
  const log: Log = { ...quietLog, warn: (line: unknown) => lines.push(line) };
  const listener = listen({
    pool,
    log,
    connectionString: deaf.url,
    channel: workChannel,
    onNotification: () => undefined,
    firstRetryMs: 10,
    echoWithinMs: 20,
  });
  const options = { concurrency: 2, fullFetchCron: "0 2 * * 0", listenUrl: deaf.url, pollMs: 50 };
  resident = startResidentLoop(mirror.deps, options);
  await markFromElsewhere();
  await eventually("the mark is served", isServed);
  await eventually("it tried again and again", async () => attempts >= 4);
  await listener.stop();
  await pool.end();
  expect(lines).toHaveLength(1);
  await resident.stop();
  resident = null;
  await deaf.drop();
});
