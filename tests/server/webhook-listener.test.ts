import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";

import { sign } from "@/lib/kombo/signature";
import { acme, integrationOf, type Mirror, readValue, startMirror, webhookSecret } from "@/tests/support/mirror";
import { eventually, realClock } from "@/tests/support/real-time";
import { type ServerProcess, startServerProcess } from "@/tests/support/server-process";

let mirror: Mirror;
let server: ServerProcess;
beforeAll(async () => {
  mirror = await startMirror({ integrations: [acme] }, realClock);
  server = await startServerProcess(mirror);
  await server.untilHealthy();
  mirror.kombo.configureWebhook({ url: server.webhookUrl });
  mirror.announceIntegrations();
  await mirror.kombo.flushWebhooks();
  await eventually("the integration is known", async () => (await countIntegrations()) === 1, 60_000);
}, 120_000);
afterAll(async () => {
  await server.kill();
  await mirror.stop();
});

const countIntegrations = () => readValue<number>(mirror.pool, "SELECT count(*)::int FROM integrations");
const countEvents = (id: string) =>
  readValue<number>(mirror.pool, "SELECT count(*)::int FROM webhook_events WHERE kombo_event_id = $1", [id]);

/** With a query it is another spelling of the address: Next's route takes it. */
const doors = { listener: "", route: "?by=route" };
type Door = keyof typeof doors;

const changed = (id: string) =>
  JSON.stringify({
    id,
    type: "data-changed",
    data: { integration_id: integrationOf(mirror).id, changed_models: [{ name: "hris_teams" }] },
  });
const signed = (body: string) => sign(Buffer.from(body), webhookSecret);

/** What the listener leaves to Next. */
const ofNext = "another method";

const cases: Readonly<Record<string, (door: Door) => { body: BodyInit; signature?: string; method?: string }>> = {
  "an event that marks": (door) => ({ body: changed(`marks-${door}`), signature: signed(changed(`marks-${door}`)) }),
  "the same once more": (door) => ({ body: changed(`marks-${door}`), signature: signed(changed(`marks-${door}`)) }),
  "a type nobody knows": (door) => ({ body: `{"id":"new-${door}"}`, signature: signed(`{"id":"new-${door}"}`) }),
  "no signature": () => ({ body: changed("unsigned") }),
  "another's signature": () => ({ body: changed("forged"), signature: sign(Buffer.from(changed("forged")), "other") }),
  "no body": () => ({ body: "", signature: signed("") }),
  "what is not JSON": () => ({ body: "{", signature: signed("{") }),
  "what is not UTF-8": () => ({ body: new Uint8Array([0x22, 0xff, 0x22]), signature: "00" }),
  "more than is declared to be taken": () => ({ body: "x".repeat(1_000_001), signature: "00" }),
  "more than may be, of undeclared length": () => ({ body: new Blob(["x".repeat(1_000_001)]).stream() }),
  [ofNext]: () => ({ body: "{}", method: "PUT" }),
};

test.each(Object.keys(cases))("I1, I2, I3: the listener answers %s as the route does", async (name) => {
  const { isNext: neverWith, ...listener } = await ask(name, "listener");
  const { isNext: alwaysWith, ...route } = await ask(name, "route");
  expect(listener).toEqual(route);
  expect(listener.headers["x-content-type-options"]).toBe("nosniff");
  expect({ neverWith, alwaysWith }).toEqual({ neverWith: name === ofNext, alwaysWith: true });
});

/** Without what is different each time: ids of requests and events. */
async function ask(name: string, door: Door) {
  const made = cases[name]?.(door);
  if (!made) throw new Error(`There is no case ${name}`);
  const { body, signature, method = "POST" } = made;
  const response = await fetch(`${server.webhookUrl}${doors[door]}`, {
    method,
    body,
    headers: {
      "content-type": "application/json",
      ...(signature === undefined ? {} : { "x-kombo-signature": signature }),
    },
    ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
  });
  const text = await response.text();
  const headers = Object.fromEntries([...response.headers].filter(([header]) => !ofTheServer.includes(header)));
  // The listener says how long its answer is; Next sends a route's in chunks.
  const isNext = response.headers.get("transfer-encoding") === "chunked";
  return {
    isNext,
    status: response.status,
    headers,
    text: text.replaceAll(/"(requestId|id)":"[0-9a-f-]{36}"/g, '"$1":"…"'),
  };
}

/** How an answer travels, not what it says. */
const ofTheServer = [
  "date",
  "connection",
  "keep-alive",
  "content-length",
  "transfer-encoding",
  "vary",
  "content-encoding",
];

test("a body that is too large keeps its connection from nothing: the next event on it is answered", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const first = await postUndeclared(agent, "x".repeat(4_000_000));
  const next = await postUndeclared(agent, changed("behind it"));
  agent.destroy();
  expect([first.status, next.status]).toEqual([413, 200]);
  expect(next.localPort, "the same connection").toBe(first.localPort);
});

test("I1: a sender that leaves before the end of its event has stored nothing, and the next is answered", async () => {
  const body = changed("left");
  const socket = await openRequest(body);
  socket.write(body.slice(0, 20));
  socket.destroy();
  const next = changed("next");
  const answer = await fetch(server.webhookUrl, {
    method: "POST",
    body: next,
    headers: { "x-kombo-signature": signed(next) },
  });
  expect(answer.status).toBe(200);
  expect(await countEvents("left")).toBe(0);
  const log = () => readFileSync(server.logFile, "utf8");
  await eventually("it is noted", async () => log().includes("left before its end"), 10_000);
  expect(log()).not.toContain('"level":50');
});

test("I1: told to stop, the server stores and answers the webhook in hand, then ends", async () => {
  const body = changed("last");
  const socket = await openRequest(body);
  socket.write(body.slice(0, 20));
  const answer = readAll(socket);
  const ended = server.end();
  await eventually("nobody new is let in", async () => !(await isListening()), 30_000);
  socket.write(body.slice(20));
  expect(await answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(await ended).toBe(143);
  expect(await countEvents("last")).toBe(1);
});

/** In chunks, without saying how long it is. */
function postUndeclared(agent: Agent, body: string): Promise<{ status: number; localPort: number | undefined }> {
  return new Promise((resolve, reject) => {
    const headers = { "x-kombo-signature": signed(body), "transfer-encoding": "chunked" };
    const sent = request(server.webhookUrl, { agent, method: "POST", headers, timeout: 10_000 }, (response) => {
      const { localPort } = response.socket;
      response.resume();
      response.on("end", () => resolve({ status: response.statusCode ?? 0, localPort }));
    });
    sent.on("timeout", () => sent.destroy(new Error("no answer within 10 s")));
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Its headers are sent, and read by the server: it says so. */
async function openRequest(body: string) {
  const { hostname, port, pathname } = new URL(server.webhookUrl);
  const socket = connect(Number(port), hostname);
  const said = new Promise<string>((resolve, reject) => {
    socket.once("data", (chunk: Buffer) => resolve(chunk.toString()));
    socket.once("error", reject);
  });
  const headers = {
    host: `${hostname}:${port}`,
    "content-length": Buffer.byteLength(body),
    "x-kombo-signature": signed(body),
    expect: "100-continue",
    connection: "close",
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST ${pathname} HTTP/1.1\r\n${lines.join("")}\r\n`);
  expect(await said).toMatch(/^HTTP\/1\.1 100 /);
  return socket;
}

function readAll(socket: ReturnType<typeof connect>): Promise<string> {
  let text = "";
  socket.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return new Promise((resolve, reject) => {
    socket.once("close", () => resolve(text));
    socket.once("error", reject);
  });
}

async function isListening(): Promise<boolean> {
  return fetch(`${server.url}/api/health`, { headers: { connection: "close" } }).then(
    () => true,
    () => false,
  );
}
