import { afterEach, beforeEach, test } from "vitest";
import { withTransaction } from "@/lib/db/transaction";
import { sign } from "@/lib/kombo/signature";
import { claimWork } from "@/lib/sync/claim-work";
import { tick } from "@/lib/sync/tick";
import { toAppError } from "@/lib/http/to-app-error";
import { cancelRunByPerson } from "@/lib/sync/cancel-run";
import { fence } from "@/lib/sync/lease";
import { requestFullFetch } from "@/lib/sync/request-full-fetch";
import { refreshDueDetails } from "@/lib/integrations/refresh-details";
import { startResidentLoop } from "@/lib/sync/drivers/resident";
import { runSlice } from "@/lib/sync/run-slice";
import { databaseClock } from "@/lib/db/clock";
import { deliver, driven, type Mirror, readValue, startMirror, webhookSecret } from "@/tests/support/mirror";

let m: Mirror;
beforeEach(async () => { m = await startMirror({ size: 60, integrations: [{ category: "HRIS", tool: "personio", organizationName: "Acme" }] }); });
afterEach(() => m.stop());
const out = (...a: unknown[]) => process.stderr.write(`@@ ${a.map((x) => (typeof x === "string" ? x : JSON.stringify(x))).join(" ")}\n`);
const signed = (p: unknown) => { const body = JSON.stringify(p); return { body, signature: sign(Buffer.from(body), webhookSecret) }; };
const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms));
const kid = () => m.kombo.integrations[0]!.id;
let n = 0;
const changed = (models: string[]) => signed({ id: `e${n++}`, type: "data-changed", data: { integration_id: kid(), integration_tool: "personio", integration_category: "HRIS", changed_models: models.map((name) => ({ name })) } });
const full = (endpoint: string, dryRun = false) => withTransaction(m.pool, (tx) => requestFullFetch(tx, { komboIntegrationId: null, endpoints: [endpoint], dryRun, requestedBy: null, at: m.clock.now(), trigger: "manual" }));

test("deadlock of two webhooks while the first sync is pending", async () => {
  m.kombo.setFaults([{ kind: "setup-sync-pending", times: 13 }]);
  await m.connect();
  out("waiting runs", await readValue(m.pool, "SELECT count(*)::int FROM sync_runs WHERE waiting_until IS NOT NULL AND error_code LIKE 'INTEGRATION.%'"));
  let failed = 0; let tries = 0;
  for (; tries < 15; tries++) {
    await m.pool.query("UPDATE sync_runs SET waiting_until = $1 WHERE state='running'", [new Date(m.clock.now().getTime() + 9e5)]);
    const results = await Promise.allSettled([changed(["hris_timesheets"]), changed(["hris_absences"]), changed(["hris_locations"]), changed(["hris_legal_entities"])].map((d) => deliver(m, d)));
    for (const r of results) if (r.status === "rejected") { failed++; if (failed < 3) out("webhook rejected:", r.reason.code, r.reason.message, "->", toAppError(r.reason).code); }
  }
  out("tries", tries, "deadlocked webhooks", failed);
});

test("deadlock cancel against page", async () => {
  await m.connect();
  m.clock.advance(60_000);
  await full("/hris/employees");
  const c = await claimWork(m.deps);
  if (c.kind !== "claimed") return out("not claimed", c);
  const { claim } = c;
  let cancel: Promise<unknown> | undefined;
  await withTransaction(m.pool, async (tx) => {
    await fence(tx, claim);
    cancel = cancelRunByPerson(m, { runId: claim.run.id, actor: { kind: "person", id: "1", name: "A", role: "admin" } }).then(() => "ok", (e) => `cancel failed ${e.code} ${e.message} -> ${toAppError(e).code}`);
    await sleep(200);
    await tx.query("UPDATE sync_runs SET failures = 0 WHERE id = $1 AND state = 'running'", [claim.run.id]);
  }).then(() => out("page committed"), (e) => out("page tx failed", e.code, e.message));
  out("cancel:", await cancel);
});

test("poison endpoint", async () => {
  await m.connect();
  await m.pool.query("INSERT INTO endpoint_states (integration_id, endpoint, model, wanted_seq, due_at, full_wanted_at) SELECT id, '/hris/brand-new', 'hris_brand_new', 1, $1, $1 FROM integrations", [new Date(m.clock.now().getTime() - 1000)]);
  m.clock.advance(60_000);
  await deliver(m, changed(["hris_employees"]));
  for (let i = 0; i < 3; i++) await m.drain().then((s) => out("drain", s), (e) => out("tick throws", String(e)));
  out("served", await readValue(m.pool, "SELECT wanted_seq = done_seq FROM endpoint_states WHERE endpoint = '/hris/employees'"));
});

test("starvation by re-dating", async () => {
  await m.connect();
  m.clock.advance(1000);
  await deliver(m, changed(["hris_employees"]));
  m.clock.advance(1000);
  await deliver(m, changed(["hris_timesheets"]));
  m.clock.advance(1000);
  await deliver(m, changed(["hris_employees"]));
  const c = await claimWork(m.deps);
  out("oldest unserved is", await readValue(m.pool, "SELECT endpoint FROM endpoint_states WHERE wanted_seq>done_seq ORDER BY dirty_since LIMIT 1"), "claimed", c.kind === "claimed" && c.claim.endpoint.path);
});

test("dry run failure", async () => {
  await m.connect();
  m.clock.advance(60_000);
  m.kombo.setFaults([{ kind: "error", status: 400, code: "SOME.CODE", endpoint: "/hris/employees", times: 1 }]);
  await full("/hris/employees", true);
  await m.drain();
  const q = "SELECT consecutive_failures || ' due ' || (due_at - $1) FROM endpoint_states WHERE endpoint='/hris/employees'";
  out("after dry run failure", await readValue(m.pool, q, [m.clock.now()]));
  await deliver(m, changed(["hris_employees"]));
  const s = await m.drain();
  out("delta after it", s, await readValue(m.pool, "SELECT wanted_seq - done_seq FROM endpoint_states WHERE endpoint='/hris/employees'"));
});

test("stale details over newer state", async () => {
  await m.connect();
  m.clock.advance(7 * 3600_000);
  const kombo = { ...m.deps.kombo, async getIntegration(id: string, now: () => Date) {
    const details = await m.deps.kombo.getIntegration(id, now);
    const stale = { ...details, status: "INVALID" };
    // the customer reconnects while the answer is on its way
    await deliver(m, signed({ id: "reconnected", type: "integration-state-changed", data: { integration_id: kid(), integration_tool: "personio", integration_category: "HRIS", state: "ACTIVE", setup_status: "COMPLETED", qa_status: "PASSED" } }));
    return stale;
  } };
  await refreshDueDetails({ ...m.deps, kombo }, m.clock.now);
  out("state", await readValue(m.pool, "SELECT state || ' next look in ' || (details_due_at - $1) FROM integrations", [m.clock.now()]));
});

test("last page exhausted limit is not obeyed", async () => {
  await m.connect();
  m.clock.advance(60_000);
  await deliver(m, changed(["hris_employees"]));
  const kombo = { ...m.deps.kombo, async listPage(i: Parameters<typeof m.deps.kombo.listPage>[0]) { const p = await m.deps.kombo.listPage(i); return { ...p, limits: { ...p.limits, exhaustedForMs: 40_000 } }; } };
  const c = await claimWork(m.deps);
  if (c.kind === "claimed") out("slice", await runSlice({ ...m.deps, kombo }, c.claim), "next", (await claimWork(m.deps)).kind, "blocked", await readValue(m.pool, "SELECT blocked_until FROM kombo_keys"));
});

test("resident loop: idle workers are gone while one slice lasts", async () => {
  await m.connect();
  const deps = { ...m.deps, clock: databaseClock(m.pool) };
  await m.pool.query("UPDATE endpoint_states SET watermark = now(), last_succeeded_at = now(), last_full_fetch_at = now(), due_at = NULL");
  await m.pool.query("UPDATE integrations SET details_due_at = now() + interval '1 day'");
  await withTransaction(m.pool, async (tx) => requestFullFetch(tx, { komboIntegrationId: null, endpoints: ["/hris/employees"], dryRun: false, requestedBy: null, at: (await databaseClock(m.pool).start())(), trigger: "manual" }));
  const slow = { ...deps.kombo, async listPage(i: Parameters<typeof deps.kombo.listPage>[0]) { if (i.endpoint === "/hris/employees") await sleep(6000); return deps.kombo.listPage(i); } };
  const loop = startResidentLoop({ ...deps, kombo: slow }, { concurrency: 4, fullFetchCron: "0 2 * * 0" });
  await sleep(1500);
  const t0 = performance.now();
  const body = changed(["hris_timesheets"]);
  const { ingest } = await import("@/lib/webhooks/ingest");
  await ingest({ pool: m.pool, clock: databaseClock(m.pool), secrets: [webhookSecret] }, { body: Buffer.from(body.body), signature: body.signature });
  loop.wake();
  for (;;) { await sleep(100); if (await readValue(m.pool, "SELECT wanted_seq = done_seq FROM endpoint_states WHERE endpoint='/hris/timesheets'")) break; if (performance.now() - t0 > 15000) break; }
  out("delta of another endpoint, 4 slots, 1 busy with one 6 s page: served after ms", Math.round(performance.now() - t0));
  await loop.stop();
});
