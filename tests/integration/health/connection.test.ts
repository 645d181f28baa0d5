import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";

import { deriveAlertKey } from "@/lib/health/alerts/message";
import { getConnection } from "@/lib/health/connection/get-connection";
import { sendTestAlert } from "@/lib/health/connection/send-test-alert";
import { sendTestEvent } from "@/lib/health/connection/send-test-event";
import { getOverview } from "@/lib/health/overview";
import type { HealthSettings } from "@/lib/health/status";
import { createKomboClient } from "@/lib/kombo/client";
import { testEventType } from "@/lib/kombo/events";
import { isSignatureValid } from "@/lib/kombo/signature";
import { post } from "@/lib/server/post";
import { checkKey, tryNewKey } from "@/lib/sync/check-key";
import { beat } from "@/lib/sync/heartbeats";
import { getKeyState } from "@/lib/sync/kombo-key";
import { commandDepsOf, listAudit, operator } from "@/tests/support/commands";
import { acme, deliver, type Mirror, readValue, startMirror, webhookSecret } from "@/tests/support/mirror";

type Received = { readonly path: string; readonly body: string; readonly headers: Readonly<Record<string, string>> };

let mirror: Mirror;
let server: Server;
let url: string;
let received: Received[];
/** What the server across the wire does with a request; null: it never answers. */
let answer: ((request: Received) => Promise<{ status: number; location?: string }>) | null;
beforeEach(async () => {
  mirror = await startMirror({ integrations: [acme], size: 5 });
  received = [];
  answer = async () => ({ status: 200 });
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const one = { path: request.url ?? "", body: Buffer.concat(parts).toString(), headers };
      received.push(one);
      void answer?.(one).then(({ status, location }) =>
        response.writeHead(status, location === undefined ? {} : { location }).end("what is answered is not read"),
      );
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await mirror.stop();
});

/** Short only where nothing comes: a busy machine may take its time over what does. */
const posting = (to: string) => (body: string, headers: Readonly<Record<string, string>>) =>
  post(to, { body, headers }, { timeoutMs: answer === null ? 300 : 10_000 });

function sendEvent(secrets: readonly string[] = [webhookSecret]) {
  const door = { url: `${url}/api/webhooks/kombo`, post: posting(`${url}/api/webhooks/kombo`) };
  return sendTestEvent({ ...commandDepsOf(mirror), secrets, door }, { actor: operator });
}

/** As the door does it. */
async function takeIn({ body, headers }: Received): Promise<{ status: number }> {
  const outcome = await deliver(mirror, { body, signature: headers["x-kombo-signature"] ?? null });
  return { status: outcome.kind === "stored" ? 200 : 401 };
}

const settings = (): HealthSettings => ({
  keyId: mirror.deps.keyId,
  region: "EU",
  hasWebhookSecret: true,
  fullFetchCron: "0 2 * * 0",
  catchUpHours: 6,
  driverBeatMs: 365 * 86_400_000,
  purgeAfterDays: 14,
  webhookUrl: "https://mirror.example/api/webhooks/kombo",
  isWebhookReachable: true,
  hasCronSecret: true,
  hasAlertTarget: true,
});
const deeds = async () => (await listAudit(mirror)).map(({ action }) => action);

test("a test event goes over the wire signed as Kombo signs, is stored, found again, marks nothing, and is audited", async () => {
  answer = takeIn;
  const sent = await sendEvent();
  expect(sent).toMatchObject({ kind: "stored", status: 200 });
  const id = sent.kind === "stored" ? sent.webhookId : "";
  expect(await readValue(mirror.pool, "SELECT type FROM webhook_events WHERE id = $1", [id])).toBe(testEventType);
  expect(await readValue(mirror.pool, "SELECT count(*)::int FROM endpoint_marks")).toBe(0);
  expect(received.map(({ path }) => path)).toEqual(["/api/webhooks/kombo"]);
  expect(await deeds()).toEqual(["connection.send_test_event"]);
});

test("the first of the secrets signs, which during a rotation is the new one", async () => {
  await sendEvent(["whsec-new", "whsec-old"]);
  const [{ body, headers } = { body: "", headers: {} as Record<string, string> }] = received;
  const signature = headers["x-kombo-signature"] ?? "";
  expect(isSignatureValid({ body: Buffer.from(body), signature, secrets: ["whsec-new"] })).toBe(true);
});

test.each([
  ["refused as unverified", async () => ({ status: 401 }), /answered 401/, /KOMBO_WEBHOOK_SECRET/],
  ["sent on", async () => ({ status: 308, location: "/elsewhere" }), /answered 308/, /sends on .* APP_URL/],
  ["unknown there", async () => ({ status: 404 }), /answered 404/, /No Kombo Mirror/],
  ["not storable there", async () => ({ status: 503 }), /answered 503/, /database/],
  ["never answered", null, /in time/, /APP_URL/],
  ["taken by another deployment", async () => ({ status: 200 }), /not here/, /another database/],
] as const)("a test event that is %s says so, and what to do", async (_, how, problem, wayOut) => {
  answer = how;
  expect(await sendEvent()).toMatchObject({
    kind: "failed",
    problem: expect.stringMatching(problem),
    wayOut: expect.stringMatching(wayOut),
  });
  expect(received).toHaveLength(1);
});

test("a server that is not there is told by its error, and without a secret nothing is sent", async () => {
  server.close();
  server.closeAllConnections();
  expect(await sendEvent()).toMatchObject({
    kind: "failed",
    status: null,
    problem: expect.stringMatching(/ECONNREFUSED/),
  });
  await expect(sendEvent([])).rejects.toMatchObject({ code: "not_configured" });
});

const alertKey = deriveAlertKey("a secret of the tests, long enough for them");

function sendAlert() {
  const target = { appUrl: "https://mirror.example", key: alertKey, post: posting(`${url}/hook`) };
  return sendTestAlert({ ...commandDepsOf(mirror), target }, { actor: operator });
}

test("a test alert goes over the wire signed, in Slack's form, without a name, is counted nowhere, and is audited", async () => {
  expect(await sendAlert()).toMatchObject({ kind: "arrived", status: 200 });
  const [{ body, headers } = { body: "{}", headers: {} as Record<string, string> }] = received;
  const signature = headers["x-kombo-mirror-signature"] ?? "";
  expect(isSignatureValid({ body: Buffer.from(body), signature, secrets: [alertKey] })).toBe(true);
  expect(JSON.parse(body)).toMatchObject({ event: "alert.test", text: expect.stringMatching(/^Test: /) });
  expect(body).not.toContain("Olga");
  expect(await readValue(mirror.pool, "SELECT count(*)::int FROM alerts")).toBe(0);
  expect(await deeds()).toEqual(["connection.send_test_alert"]);
});

test.each([
  ["answers 500", async () => ({ status: 500 }), /answered 500/],
  ["sends on, which is not followed", async () => ({ status: 302, location: "/elsewhere" }), /answered 302/],
  ["does not answer", null, /in time/],
] as const)("an alert to a receiver that %s has not arrived", async (_, how, problem) => {
  answer = how;
  expect(await sendAlert()).toEqual({ kind: "not_arrived", problem: expect.stringMatching(problem) });
  expect(received.map(({ path }) => path)).toEqual(["/hook"]);
});

test("without an address no alert is sent", async () => {
  const nobody = sendTestAlert({ ...commandDepsOf(mirror), target: null }, { actor: operator });
  await expect(nobody).rejects.toMatchObject({ code: "conflict" });
  expect(await deeds()).toEqual([]);
});

test("a key that Kombo takes is said so with its environment, its clock and what is left, and audited", async () => {
  expect(await checkKey(mirror.deps, { actor: operator })).toMatchObject({
    kind: "valid",
    environmentId: expect.any(String),
    window: { left: expect.any(Number), limit: 1_000_000 },
  });
  expect(await deeds()).toEqual(["connection.check_key"]);
  expect((await getKeyState(mirror.pool, mirror.deps.keyId)).lastOkAt).toEqual(expect.any(Date));
});

test("a refused key stops the key, and the check that finds it taken again sets it free at once", async () => {
  const wrong = createKomboClient({ apiUrl: mirror.kombo.url, apiKey: "of another environment" });
  expect(await checkKey({ ...mirror.deps, kombo: wrong }, { actor: operator })).toMatchObject({ kind: "refused" });
  expect(await getKeyState(mirror.pool, mirror.deps.keyId)).toMatchObject({ blockedReason: "refused" });
  expect(await checkKey(mirror.deps, { actor: operator })).toMatchObject({ kind: "valid" });
  expect(await getKeyState(mirror.pool, mirror.deps.keyId)).toMatchObject({ blockedReason: null, blockedUntil: null });
});

test("I17: while a rate limit is waited out a check asks nothing, and says until when", async () => {
  mirror.kombo.setFaults([{ kind: "rate-limited", times: 1 }]);
  expect(await checkKey(mirror.deps, { actor: operator })).toMatchObject({ kind: "rate_limited" });
  const { blockedUntil } = await getKeyState(mirror.pool, mirror.deps.keyId);
  expect(await checkKey(mirror.deps, { actor: operator })).toEqual({
    kind: "rate_limited",
    until: blockedUntil?.toISOString(),
  });
});

test("a new key is tried once at the start, and not again", async () => {
  expect(await tryNewKey(mirror.deps)).toMatchObject({ kind: "valid" });
  expect(await tryNewKey(mirror.deps)).toBeNull();
});

test("the first run ticks itself: key, webhook, integration, full fetch and scheduler, and is then over", async () => {
  const open = async () => {
    const { firstRun } = await getOverview(mirror.pool, settings(), mirror.clock.now());
    return firstRun?.steps.filter(({ isDone }) => !isDone).map(({ id }) => id) ?? null;
  };
  expect(await open()).toEqual(["key", "webhook", "integration", "full_fetch", "scheduler"]);
  await tryNewKey(mirror.deps);
  expect(await open()).toEqual(["webhook", "integration", "full_fetch", "scheduler"]);
  answer = takeIn;
  await sendEvent();
  expect(await open()).toEqual(["integration", "full_fetch", "scheduler"]);
  mirror.announceIntegrations();
  await mirror.deliverWebhooks();
  expect(await open()).toEqual(["full_fetch", "scheduler"]);
  await mirror.drain();
  expect(await open()).toEqual(["scheduler"]);
  await beat(mirror.pool, "resident");
  expect(await open()).toBeNull();
});

test("the connection page knows every part and every variable by name, and holds no value of one", async () => {
  await mirror.connect();
  await beat(mirror.pool, "resident");
  await deliver(mirror, { body: "{}", signature: "forged" });
  const set = ["KOMBO_API_KEY", "KOMBO_WEBHOOK_SECRET"];
  const connection = await getConnection(mirror.pool, { health: settings(), setVariables: set }, mirror.clock.now());
  expect(connection.variables.filter(({ isSet }) => isSet).map(({ name }) => name)).toEqual(set);
  expect(Object.fromEntries(connection.parts.map(({ id, state }) => [id, state]))).toMatchObject({
    database: "well",
    scheduler: "well",
    kombo: "well",
    alerts: "well",
    change_feed: "well",
  });
  expect(connection.webhooks).toMatchObject({
    last: { type: "integration-created" },
    lastRejected: { cause: "signature does not match", wayOut: expect.stringMatching(/KOMBO_WEBHOOK_SECRET/) },
  });
  expect(JSON.stringify(connection)).not.toContain(mirror.kombo.apiKey);
  expect(JSON.stringify(connection)).not.toContain(webhookSecret);
});
