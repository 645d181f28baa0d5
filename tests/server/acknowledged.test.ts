import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";

import { sign } from "@/lib/kombo/signature";
import { createTestDatabase } from "@/tests/support/database";
import { acme, integrationOf, type Mirror, readValue, startMirror, webhookSecret } from "@/tests/support/mirror";
import { type OwnCluster, startOwnCluster } from "@/tests/support/own-cluster";
import { eventually, realClock } from "@/tests/support/real-time";
import { type ServerProcess, startServerProcess } from "@/tests/support/server-process";

const restarts = 20;
const senders = 6;

let cluster: OwnCluster;
let mirror: Mirror;
let server: ServerProcess;
beforeEach(async () => {
  cluster = await startOwnCluster();
  mirror = await startMirror({ integrations: [acme] }, realClock, () => createTestDatabase(cluster.adminUrl));
  server = await startServerProcess(mirror);
  await server.untilHealthy();
}, 120_000);
afterEach(async () => {
  await server.kill();
  await mirror.stop();
  await cluster.stop();
});

test("I1: nothing acknowledged with 2xx is ever missing, nor its dirty marks, in 20 restarts of the database under load", async () => {
  mirror.kombo.configureWebhook({ url: server.webhookUrl });
  mirror.announceIntegrations();
  await mirror.kombo.flushWebhooks();
  const answers = new Map<string, number>();
  const over = new AbortController();
  const sendOn = async (sender: number) => {
    for (let event = 0; !over.signal.aborted; event++) {
      const id = `${sender}-${event}`;
      const status = await post(id);
      answers.set(id, status);
      if (status !== 200) await sleep(20);
    }
  };
  const sending = Array.from({ length: senders }, (_, sender) => sendOn(sender));
  const acknowledged = () => [...answers.values()].filter((status) => status === 200).length;
  for (let restart = 0; restart < restarts; restart++) {
    const before = acknowledged();
    await eventually("webhooks are acknowledged again", async () => acknowledged() > before + 3 * senders, 60_000);
    // Any moment of a transaction.
    await sleep(restart * 7);
    await cluster.restart(restart % 2 === 0 ? "fast" : "immediate");
  }
  const before = acknowledged();
  await eventually("webhooks are acknowledged again", async () => acknowledged() > before + senders, 60_000);
  over.abort();
  await Promise.all(sending);

  const promised = [...answers].flatMap(([id, status]) => (status === 200 ? [id] : []));
  const refused = [...answers.values()].filter((status) => status !== 200);
  expect(refused.length, "restarts that were noticed").toBeGreaterThan(restarts);
  expect([...new Set(refused)].filter((status) => status !== 503)).toEqual([]);
  // With synchronous_commit off, and nothing else changed, this finds dozens.
  const missing = `SELECT coalesce(array_agg(sent), '{}') FROM unnest($1::text[]) AS sent WHERE NOT EXISTS (
    SELECT 1 FROM webhook_events e JOIN endpoint_marks m ON m.webhook_event_id = e.id
    WHERE e.kombo_event_id = sent AND e.outcome = 'marked' AND m.endpoint = '/hris/employees')`;
  expect(await readValue(mirror.pool, missing, [promised])).toEqual([]);
});

async function post(id: string): Promise<number> {
  const data = { integration_id: integrationOf(mirror).id, changed_models: [{ name: "hris_employees" }] };
  const body = JSON.stringify({ id, type: "data-changed", data });
  const headers = { "x-kombo-signature": sign(Buffer.from(body), webhookSecret) };
  const response = await fetch(server.webhookUrl, { method: "POST", body, headers });
  await response.arrayBuffer();
  return response.status;
}
