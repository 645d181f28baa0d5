import fc from "fast-check";
import { readFileSync } from "node:fs";
import { Agent } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import type { Role } from "@/lib/auth/roles";
import { createdTokenSchema } from "@/lib/auth/schema/tokens";
import { createPerson, type SignedInPerson } from "@/tests/support/create-person";
import { type HostileCaller, hostileRequest, type HostileRequest, type Known } from "@/tests/support/hostile-requests";
import { acme, idOf, integrationOf, type Mirror, readValue, startMirror } from "@/tests/support/mirror";
import { sendRaw } from "@/tests/support/raw-request";
import { eventually, realClock } from "@/tests/support/real-time";
import { serverSecret, type ServerProcess, startServerProcess } from "@/tests/support/server-process";

const seed = Number(process.env["FUZZ_SEED"] ?? 4711);
const inputs = Number(process.env["FUZZ_INPUTS"] ?? 10_000);
const senders = 12;
const withinMs = 5_000;
const failuresShown = 8;

const personal = "Zqpersonalname";
const high = ["DE00ZQHIGHIBAN", "ZQHIGHSSN", "zqhighcustom", "1901-02-03"];

let mirror: Mirror;
let server: ServerProcess;
let people: ReadonlyMap<HostileCaller, SignedInPerson>;
let tokens: readonly string[];
let agent: Agent;
let plantedId: string;

beforeAll(async () => {
  mirror = await startMirror({ integrations: [acme] }, realClock);
  server = await startServerProcess(mirror);
  await server.untilHealthy();
  agent = new Agent({ keepAlive: true, maxSockets: senders });
  const person = (role: Role) => createPerson(role, { databaseUrl: mirror.databaseUrl, authSecret: serverSecret });
  people = new Map<HostileCaller, SignedInPerson>([
    ["viewer", await person("viewer")],
    ["admin", await person("admin")],
  ]);
  tokens = await Promise.all(["a", "b", "c", "d"].map(createToken));
  mirror.kombo.configureWebhook({ url: server.webhookUrl });
  mirror.announceIntegrations();
  const { id } = mirror.kombo.mutate(integrationOf(mirror).id, {
    kind: "create",
    model: "hris_employees",
    fields: {
      first_name: personal,
      display_full_name: personal,
      ssn: high[1] ?? "",
      date_of_birth: high[3] ?? "",
      bank_accounts: [{ iban: high[0] ?? "" }],
      custom_fields: { secret: high[2] ?? "" },
    },
  });
  plantedId = id;
  await eventually("everything is mirrored", isMirrored, 60_000);
}, 150_000);

afterAll(async () => {
  agent.destroy();
  await server.kill();
  await mirror.stop();
});

const isMirrored = () =>
  readValue<boolean>(
    mirror.pool,
    `SELECT EXISTS (SELECT 1 FROM records WHERE kombo_id = $1) AND NOT EXISTS (
       SELECT 1 FROM sync_runs WHERE state IN ('queued', 'running'))`,
    [plantedId],
  );

test(`${inputs} hostile requests (seed ${seed}): no 500, no hang, nothing told that is not theirs, and the app goes on`, async () => {
  const requests = fc.sample(hostileRequest(await learnKnown()), { numRuns: inputs, seed });
  const failures: string[] = [];
  const slowest = { ms: 0, line: "" };
  const statuses = new Map<number, number>();
  const startedAt = performance.now();
  const pending = requests.values();
  const sendOn = async () => {
    for (const request of pending) {
      if (failures.length >= failuresShown) return;
      const answer = await send(request);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      if (answer.ms > slowest.ms) Object.assign(slowest, { ms: answer.ms, line: request.line });
      const wrong = whatIsWrong(request, answer);
      if (wrong !== null) failures.push(`${wrong}\n  ${describe(request)}\n  → ${answer.text.slice(0, 300)}`);
    }
  };
  await Promise.all(Array.from({ length: senders }, sendOn));
  const seconds = (performance.now() - startedAt) / 1_000;
  process.stdout.write(
    `${inputs} inputs in ${seconds.toFixed(1)} s (${Math.round(inputs / seconds)}/s), slowest ${Math.round(slowest.ms)} ms at ${slowest.line}; ${JSON.stringify(Object.fromEntries(statuses))}\n`,
  );
  expect(failures.join("\n\n"), `FUZZ_SEED=${seed} repeats it`).toBe("");

  // What was hidden is still there, and the doors still open: silence proved something.
  expect(await readValue(mirror.pool, "SELECT data::text FROM records WHERE kombo_id = $1", [plantedId])).toContain(
    high[0],
  );
  for (const caller of ["viewer", "admin"] as const) {
    for (const path of ["/api/status", "/api/overview", "/api/records", "/", "/records"]) {
      const { status } = await send({ caller, line: path, method: "GET", path, headers: {}, body: null });
      expect(status, `${path} for the ${caller}`).toBe(200);
    }
  }
  const log = readFileSync(server.logFile, "utf8");
  expect(log.split("\n").filter((entry) => /unhandled|uncaught|out of memory|FATAL/i.test(entry))).toEqual([]);
  for (const secret of [serverSecret, ...high]) expect(log.includes(secret), `the log tells ${secret}`).toBe(false);
}, 600_000);

function send({ caller, ...request }: HostileRequest) {
  const headers = { ...request.headers, ...identify(caller) };
  return sendRaw(server.url, { ...request, headers }, { agent, withinMs });
}

let sent = 0;

function identify(caller: HostileCaller): Record<string, string> {
  // In turns, since each is good for so many requests a minute.
  if (caller === "token") return { authorization: `Bearer ${tokens[sent++ % tokens.length] ?? ""}` };
  const cookie = people.get(caller)?.cookie;
  return cookie ? { cookie: `${cookie.name}=${cookie.value}` } : {};
}

async function createToken(name: string): Promise<string> {
  const body = Buffer.from(JSON.stringify({ name, scope: "operate" }));
  const headers = { origin: server.url, "content-type": "application/json" };
  const path = "/api/tokens";
  const { text } = await send({ caller: "admin", line: path, method: "POST", path, headers, body });
  return createdTokenSchema.parse(JSON.parse(text)).token;
}

const leaks: readonly RegExp[] = [
  /\bat .{1,200}:\d+:\d+\)?/,
  /node_modules|\.next\/server|\/lib\/\w+\/[\w-]+\.ts/,
  /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b.{1,200}\b(FROM|VALUES|SET|WHERE)\b/,
  /syntax error at or near|relation "|column "|invalid byte sequence|PrismaClient|violates \w+ constraint/,
];

function whatIsWrong(
  { caller, path, line }: HostileRequest,
  { status, text, ms }: { status: number; text: string; ms: number },
) {
  // Node's parser answers what is no HTTP with 400 or 431 and closes.
  if (status === 0) return `no answer: ${text}`;
  if (status >= 500) return `answered ${status}`;
  if (ms > withinMs) return `took ${Math.round(ms)} ms`;
  if (text.includes(serverSecret)) return "tells a secret";
  const told = high.find((value) => text.includes(value));
  if (told !== undefined) return `tells ${told}`;
  if (caller !== "admin" && caller !== "token" && text.includes(personal)) return `tells the ${caller} a name`;
  // What was sent may come back; and one page shows SQL to write oneself.
  const leak = (line === "/settings/api" ? [] : leaks).find(
    (pattern) => pattern.test(text) && !pattern.test(decodeURIComponent(path.replaceAll(/%(?![\da-f]{2})/gi, ""))),
  );
  return leak === undefined ? null : `looks like an inner thing: ${leak.exec(text)?.[0]}`;
}

function describe({ line, caller, method, path, headers, body }: HostileRequest): string {
  const start = body === null ? "" : Buffer.from(body).toString("latin1").slice(0, 300);
  return `${line} as ${caller}: ${method} ${path.slice(0, 300)} ${JSON.stringify(headers).slice(0, 300)} ${start}`;
}

const pageSchema = z.object({
  rows: z.array(z.looseObject({ id: z.string().optional(), seq: z.string().optional() })),
  next: z.string().nullish(),
});

async function readList(path: string): Promise<z.output<typeof pageSchema>> {
  const { text } = await send({ caller: "admin", line: path, method: "GET", path, headers: {}, body: null });
  return pageSchema.parse(JSON.parse(text));
}

function idsIn(page: z.output<typeof pageSchema> | undefined): readonly string[] {
  return (page?.rows ?? []).flatMap(({ id }) => id ?? []).slice(0, 3);
}

/** Ids and cursors that exist, read as the admin reads them. */
async function learnKnown(): Promise<Known> {
  const integration = integrationOf(mirror).id;
  const employees = [...mirror.kombo.expectedRecords(integration, "/hris/employees")].map(idOf);
  const victim = employees.find((id) => id !== plantedId) ?? "";
  const record = (id: string) => `/api/records/${encodeURIComponent(integration)}/hris_employees/${id}`;
  const lists = await Promise.all(
    ["/api/records", "/api/webhooks", "/api/runs", `${record(plantedId)}/history`].map(readList),
  );
  const [, webhooks, runs, changes] = lists;
  const commandedIds = {
    integration: [integration],
    model: ["hris_employees", "hris_employments"],
    id: [integration, victim, ...idsIn(runs), ...idsIn(webhooks)],
    seq: (changes?.rows ?? []).flatMap(({ seq }) => seq ?? []).slice(0, 2),
  };
  return {
    origin: server.url,
    commandedIds,
    ids: { ...commandedIds, id: [...commandedIds.id, plantedId] },
    cursors: lists.flatMap(({ next }) => next ?? []),
  };
}
