import { createServer } from "node:http";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withTransaction } from "@/lib/db/transaction";
import { createPool } from "@/lib/db/pool";
import { createKomboClient } from "@/lib/kombo/client";
import { sign } from "@/lib/kombo/signature";
import { getEndpoint } from "@/lib/kombo/endpoints";
import { readRecord } from "@/lib/mirror/read-record";
import { parseJson } from "@/lib/kombo/parse-json";
import { claimWork } from "@/lib/sync/claim-work";
import { tick } from "@/lib/sync/tick";
import { noteRejectedDelivery } from "@/lib/webhooks/mutations";
import { listRuns } from "@/lib/sync/run-rows";
import { listWebhooks } from "@/lib/webhooks/data";
import { ingest } from "@/lib/webhooks/ingest";
import { toAppError } from "@/lib/http/to-app-error";
import { cancelRunByPerson } from "@/lib/sync/cancel-run";
import { fence } from "@/lib/sync/lease";
import { requestFullFetch } from "@/lib/sync/request-full-fetch";
import { markDirty } from "@/lib/sync/mark-dirty";
import { deliver, driven, type Mirror, readValue, startMirror, webhookSecret, quietLog } from "@/tests/support/mirror";

let m: Mirror;
beforeAll(async () => {
  m = await startMirror({ size: 60, integrations: [{ category: "HRIS", tool: "personio", organizationName: "Acme" }] });
  await m.connect();
});
afterAll(() => m.stop());
const out = (...a: unknown[]) => process.stderr.write(`@@ ${a.map((x) => (typeof x === "string" ? x : JSON.stringify(x))).join(" ")}\n`);
const signed = (p: unknown) => { const body = JSON.stringify(p); return { body, signature: sign(Buffer.from(body), webhookSecret) }; };
const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms));
const iid = () => readValue<string>(m.pool, "SELECT id FROM integrations ORDER BY created_at LIMIT 1");

test("retry-after", async () => {
  for (const [value, status] of [["35", 429], ["3600", 503], ["40", 503], ["30", 429]] as const) {
    const s = createServer((_, r) => { r.writeHead(status, { "retry-after": value }); r.end("{}"); });
    await new Promise<void>((r) => s.listen(0, "127.0.0.1", r));
    const { port } = s.address() as { port: number };
    const k = createKomboClient({ apiUrl: `http://127.0.0.1:${port}`, apiKey: "k" });
    await k.listPage({ komboIntegrationId: "x", endpoint: "/hris/employees", query: {}, now: () => new Date(), budgetMs: 2000 }).catch((e) => out("retry-after", value, status, e.kind, "waitMs=", e.retryAfterMs, "years=", e.retryAfterMs / 3.15e10));
    s.close();
  }
});
test("nul in event", async () => {
  const data = { integration_id: m.kombo.integrations[0]!.id, integration_tool: "personio", integration_category: "HRIS", end_user: { organization_name: "Ac\u0000me" }, changed_models: [{ name: "hris_employees" }] };
  await deliver(m, signed({ id: "nul-org", type: "data-changed", data })).then((o) => out("nul org stored", o), (e) => out("nul org FAILS", e.code, e.message, toAppError(e).code));
  out("stored rows", await readValue(m.pool, "SELECT count(*)::int FROM webhook_events WHERE kombo_event_id = 'nul-org'"));
  await deliver(m, signed({ id: "nul\u0000id", type: "x", data: {} })).then((o) => out("nul id stored", o), (e) => out("nul id FAILS", e.code, e.message));
});
test("prototype type", async () => {
  const data = { integration_id: m.kombo.integrations[0]!.id };
  for (const type of ["constructor", "toString"]) await deliver(m, signed({ id: `t-${type}`, type, data })).then((o) => out(type, o), (e) => out(type, "FAILS", e.code, e.message));
});
test("infinity record", () => {
  const text = '{"id":"a","n":1e400}';
  try { out("inf", readRecord(parseJson(text).value, { endpoint: getEndpoint("/hris/employees"), isImprecise: true })); } catch (e) { out("inf THROWS", String(e)); }
});
test("content-length", async () => {
  await noteRejectedDelivery(m.pool, { cause: "larger", sizeBytes: 3_000_000_000 }).then(() => out("ok"), (e) => out("413 path FAILS", e.code, e.message, toAppError(e).code));
});
test("bad cursors", async () => {
  const cursor = Buffer.from(JSON.stringify(["x", "y"])).toString("base64url");
  await listRuns(m.pool, { cursor }).catch((e) => out("runs cursor", e.code, toAppError(e).code));
  await listWebhooks(m.pool, { from: "yesterday-ish" }).catch((e) => out("webhooks from", e.code, toAppError(e).code));
});
test("pg log detail", async () => {
  const lines: string[] = [];
  const log = pino({ base: null }, { write: (l: string) => void lines.push(l) });
  await m.pool.query("INSERT INTO records (integration_id, model, kombo_id, endpoint, data, first_seen_at, fetched_at, deleted_reason) VALUES (gen_random_uuid(),'m','k','/e','{\"first_name\":\"SECRETNAME\"}', now(), now(), 'x')").catch((err) => log.error({ err }, "slice failed"));
  out("log", lines.join("").slice(0, 700));
  try { parseJson('{"first_name": "SECRETNAME", "ssn": x123}'); } catch (cause) { log.warn({ err: new Error("Kombo's answer is not complete JSON", { cause }) }); }
  out("log2", lines.at(-1)!.slice(0, 300));
});
test("pg client crash", async () => {
  const pool = createPool(m.databaseUrl);
  pool.on("error", () => undefined);
  const seen: unknown[] = [];
  const on = (e: unknown) => seen.push(String(e));
  const old = process.listeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  process.on("uncaughtException", on);
  await withTransaction(pool, async (tx) => {
    out("listeners", tx.listenerCount("error"));
    const { rows } = await tx.query("SELECT pg_backend_pid() AS pid");
    await m.pool.query("SELECT pg_terminate_backend($1)", [rows[0].pid]);
    await sleep(300);
    await tx.query("SELECT 1");
  }).catch((e) => out("tx error", String(e), e.code, toAppError(e).code));
  await withTransaction(pool, async (tx) => {
    const { rows } = await tx.query("SELECT pg_backend_pid() AS pid");
    setTimeout(() => void m.pool.query("SELECT pg_terminate_backend($1)", [rows[0].pid]), 100);
    await tx.query("SELECT pg_sleep(3)");
  }).catch((e) => out("tx error in query", String(e), e.code, toAppError(e).code));
  await sleep(200);
  process.removeListener("uncaughtException", on);
  for (const l of old) process.on("uncaughtException", l as never);
  out("UNCAUGHT", seen);
  await pool.end();
});
