import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";

import { listEndpoints } from "@/lib/kombo/endpoints";
import { Random } from "@/lib/simulator/random";
import { wantFull } from "@/tests/support/commands";
import { expectEndpointEqual, expectPagesAddUp } from "@/tests/support/expect-truth";
import { acme, integrationOf, type Mirror, readValue, startMirror } from "@/tests/support/mirror";
import { eventually, realClock } from "@/tests/support/real-time";
import { type ServerProcess, startServerProcess } from "@/tests/support/server-process";

const endpoint = "/hris/employees";
const boundaries = 6;
const size = 300;
const deaths = 4;

let mirror: Mirror;
let servers: readonly ServerProcess[];
beforeEach(async () => {
  servers = [];
  const paging = { pageSizeMax: size / boundaries };
  mirror = await startMirror({ size, paging, integrations: [acme], webhook: { debounceMs: 100 } }, realClock);
});
afterEach(async () => {
  for (const server of servers) await server.kill();
  await mirror.stop();
});

/** Not healthy yet: it works before it answers. */
async function start(): Promise<ServerProcess> {
  const server = await startServerProcess(mirror);
  servers = [...servers, server];
  return server;
}

/** Kombo's webhooks go there from now on. */
async function listenTo(server: ServerProcess): Promise<void> {
  await server.untilHealthy();
  mirror.kombo.configureWebhook({ url: server.webhookUrl });
}

async function kill(server: ServerProcess): Promise<void> {
  servers = servers.filter((other) => other !== server);
  await server.kill();
  await expect(fetch(server.url), "nothing of it lives on").rejects.toThrow("fetch failed");
  // What the dead one held is free after a minute: nobody waits for it here.
  await mirror.pool.query("UPDATE endpoint_states SET lease_expires_at = now() WHERE lease_owner IS NOT NULL");
}

const countPages = () => readValue<number>(mirror.pool, "SELECT count(*)::int FROM run_pages");
const isAtRest = () =>
  readValue<boolean>(
    mirror.pool,
    `SELECT NOT EXISTS (SELECT 1 FROM endpoint_states WHERE enabled AND (wanted_seq > done_seq OR full_wanted_at IS NOT NULL))
       AND NOT EXISTS (SELECT 1 FROM sync_runs WHERE state IN ('queued', 'running'))`,
  );

test("I1, I5: kill -9 of the server at every page boundary and at random, two servers at once: the mirror equals Kombo and what was acknowledged is there", async () => {
  mirror.announceIntegrations();
  await mirror.deliverWebhooks();
  await mirror.pool.query("UPDATE endpoint_states SET enabled = endpoint = $1", [endpoint]);
  mirror.kombo.setFaults([{ kind: "slow", ms: 200, endpoint, times: Infinity }]);
  for (let page = 1; page <= boundaries; page++) {
    const server = await start();
    await eventually(`page ${page} is written`, async () => (await countPages()) >= page);
    await kill(server);
    expect(await countPages(), "killed before the next page").toBe(page);
  }

  mirror.kombo.setFaults([{ kind: "slow", ms: 100, times: Infinity }]);
  await mirror.pool.query("UPDATE endpoint_states SET enabled = true");
  const random = new Random(17);
  let survivor = await start();
  await listenTo(survivor);
  const life = setInterval(() => mirror.kombo.life.step(integrationOf(mirror).id), 50);
  onTestFinished(() => clearInterval(life));
  for (let death = 0; death < deaths; death++) {
    const victim = survivor;
    survivor = await start();
    await sleep(random.below(3_000));
    await kill(victim);
    await listenTo(survivor);
  }
  await listenTo(await start());
  clearInterval(life);
  mirror.kombo.setFaults([]);
  await mirror.kombo.flushWebhooks();
  await eventually("both servers are at rest", isAtRest, 60_000);
  await wantFull(mirror, null);
  await eventually("both servers are at rest", isAtRest, 60_000);

  for (const { path } of listEndpoints("HRIS")) await expectEndpointEqual(mirror, integrationOf(mirror).id, path);
  await expectPagesAddUp(mirror.pool);
  const doubled = "SELECT count(*) - count(DISTINCT (model, kombo_id)) FROM record_changes WHERE kind = 'created'";
  expect(await readValue(mirror.pool, doubled)).toBe("0");
  const inSeveral = "SELECT count(*)::int FROM sync_runs WHERE slices > 1";
  expect(await readValue(mirror.pool, inSeveral), "runs that went on after a death").toBeGreaterThan(1);
  const acknowledged = mirror.kombo.sentWebhooks.filter(({ status }) => status === 200).map(({ id }) => id);
  expect(acknowledged.length).toBeGreaterThan(10);
  expect(acknowledged.length, "webhooks that met a dead server").toBeLessThan(mirror.kombo.sentWebhooks.length);
  const missing = `SELECT coalesce(array_agg(sent), '{}') FROM unnest($1::text[]) AS sent
    WHERE NOT EXISTS (SELECT 1 FROM webhook_events WHERE kombo_event_id = sent)`;
  expect(await readValue(mirror.pool, missing, [acknowledged])).toEqual([]);
});
