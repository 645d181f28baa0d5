import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { Actor } from "@/lib/auth/actor";
import type { Sight } from "@/lib/auth/sight";
import { listConsumerChanges } from "@/lib/consumer/changes";
import { changesQuerySchema } from "@/lib/consumer/schema";
import { withTransaction } from "@/lib/db/transaction";
import { changeRetention, getRetention, previewRetention } from "@/lib/sync/retention/keep";
import { pruneHistory } from "@/lib/sync/retention/prune";
import type { RetentionKind } from "@/lib/sync/schema/retention-words";
import { replayEvent } from "@/lib/webhooks/replay";
import { commandDepsOf, listAudit } from "@/tests/support/commands";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { integrationOf, type Mirror, readValue, remoteIdOf } from "@/tests/support/mirror";

const day = 86_400_000;
const admin: Actor = { kind: "person", id: "a", name: "Ada", role: "admin" };
const seesAll: Sight = { personal: true, high: true };

let mirror: Mirror;
beforeEach(async () => {
  mirror = await startConnectedMirror({ size: 12 });
  await mirror.pool.query("UPDATE retention SET due_at = 'epoch'");
});
afterEach(() => mirror.stop());

const count = (table: string, where = "true") =>
  readValue<number>(mirror.pool, `SELECT count(*)::int FROM ${table} WHERE ${where}`);
const prune = () => pruneHistory(mirror.deps, mirror.clock.now);
const keep = (kind: RetentionKind, days: number | null) =>
  changeRetention(commandDepsOf(mirror), { actor: admin, kind, days });
const inDays = async (days: number) => {
  mirror.clock.advance(days * day);
  await mirror.pool.query("UPDATE retention SET due_at = 'epoch'");
};
const feed = (query: Record<string, string> = {}) =>
  listConsumerChanges(mirror.pool, {
    query: changesQuerySchema.parse({ limit: "500", ...query }),
    sight: seesAll,
  });

/** One employee changed in Kombo, announced and mirrored. */
async function change(title: string): Promise<void> {
  const { id } = integrationOf(mirror);
  const [employee] = mirror.kombo.expectedRecords(id, "/hris/employees");
  mirror.clock.advance(60_000);
  const remoteId = remoteIdOf(employee);
  mirror.kombo.mutate(id, { kind: "update", model: "hris_employees", remoteId, fields: { job_title: title } });
  await mirror.deliverWebhooks();
  await mirror.drain();
}

const begin = {
  payloads:
    "SELECT pruned_to >= (SELECT max(first_received_at) FROM webhook_events) FROM retention WHERE kind = 'payloads'",
  run_pages: "SELECT pruned_to >= (SELECT max(finished_at) FROM sync_runs) FROM retention WHERE kind = 'run_pages'",
  changes: "SELECT pruned_seq >= (SELECT last_value FROM record_changes_seq_seq) FROM feed_state",
} as const;
const waiting = "datname = current_database() AND wait_event_type = 'Lock'";

const ofChange = "type = 'data-changed'";

describe("history goes when it is old", () => {
  test("payloads first: the webhook stays with its run and the models it named, and can be replayed", async () => {
    await change("Head of Nothing");
    const before = await count("run_causes");
    await inDays(29);
    await prune();
    expect(await count("webhook_events", "payload ? 'removed'")).toBe(0);
    await inDays(2);
    await prune();
    const payload = `SELECT payload FROM webhook_events WHERE ${ofChange}`;
    expect(await readValue(mirror.pool, payload)).toEqual({
      id: expect.any(String),
      type: "data-changed",
      removed: true,
      data: { changed_models: expect.arrayContaining([expect.objectContaining({ name: "hris_employees" })]) },
    });
    expect(await count("webhook_events", "payload - '{id,type,removed,data}'::text[] = '{}'")).toBe(2);
    expect(await count("run_causes")).toBe(before);
    const id = await readValue<string>(mirror.pool, `SELECT id FROM webhook_events WHERE ${ofChange}`);
    const { endpoints } = await replayEvent(commandDepsOf(mirror), { actor: admin, id });
    expect(endpoints).toBeGreaterThan(0);
  });

  test("then webhooks with their deliveries and served marks; one whose fetch is still to come stays", async () => {
    await change("Head of Nothing");
    const { id } = integrationOf(mirror);
    await mirror.pool.query("UPDATE integrations SET paused_at = $1", [mirror.clock.now()]);
    const [employee] = mirror.kombo.expectedRecords(id, "/hris/employees");
    const remoteId = remoteIdOf(employee);
    mirror.kombo.mutate(id, { kind: "update", model: "hris_employees", remoteId, fields: { job_title: "Waiting" } });
    await mirror.deliverWebhooks();
    await inDays(91);
    await prune();
    expect(await count("webhook_events")).toBe(1);
    expect(await count("webhook_deliveries")).toBe(1);
    const open =
      "SELECT count(*)::int FROM endpoint_marks m JOIN endpoint_states s USING (integration_id, endpoint) WHERE m.seq > s.done_seq";
    expect(await count("endpoint_marks")).toBe(await readValue(mirror.pool, open));
    await mirror.pool.query("UPDATE integrations SET paused_at = NULL");
    await mirror.drain();
    const title = "SELECT data ->> 'job_title' FROM records WHERE model = 'hris_employees' AND remote_id = $1";
    expect(await readValue(mirror.pool, title, [remoteId])).toBe("Waiting");
    await inDays(0);
    await prune();
    expect(await count("webhook_events")).toBe(0);
  });

  test("pages of runs go, the runs with their counts stay", async () => {
    const runs = await count("sync_runs");
    expect(await count("run_pages")).toBeGreaterThan(0);
    await inDays(31);
    await prune();
    expect(await count("run_pages")).toBe(0);
    expect(await count("sync_runs")).toBe(runs);
  });

  test("changes go from the beginning of the feed with their runs; records stay, and what a held sweep waits for", async () => {
    const records = await count("records");
    await inDays(366);
    await change("Young");
    await mirror.pool.query(
      "UPDATE sync_runs SET state = 'needs_review' WHERE id = (SELECT id FROM sync_runs ORDER BY created_at LIMIT 1)",
    );
    await prune();
    expect(await count("record_changes", "at < now() AND kind = 'created'")).toBe(0);
    expect(await count("record_changes")).toBeGreaterThan(0);
    expect(await count("records")).toBe(records);
    expect(await count("sync_runs", "state = 'needs_review'")).toBe(1);
    expect(await count("record_changes c", "NOT EXISTS (SELECT FROM sync_runs r WHERE r.id = c.run_id)")).toBe(0);
  });

  test("a program whose cursor stands before what was removed is told to start over; one behind it misses nothing", async () => {
    const first = await feed({ limit: "1" });
    await expect.poll(async () => (await feed()).rows.length, { timeout: 20_000 }).toBe(await count("record_changes"));
    const behind = await feed();
    await inDays(366);
    await change("Young");
    await prune();
    await expect(feed({ cursor: first.next })).rejects.toMatchObject({
      code: "cursor_expired",
      message: expect.stringContaining("removed by retention"),
    });
    const young = await count("record_changes");
    expect(young).toBeGreaterThan(0);
    await expect.poll(async () => (await feed({ cursor: behind.next })).rows.length, { timeout: 20_000 }).toBe(young);
  });

  test("nothing past a change that is young goes, whatever its own age: the feed stays whole", async () => {
    const oldest = await readValue<string>(
      mirror.pool,
      "SELECT seq::text FROM record_changes ORDER BY xid, seq LIMIT 1",
    );
    const all = await count("record_changes");
    await mirror.pool.query("UPDATE record_changes SET at = $2 WHERE seq = $1", [
      oldest,
      new Date(mirror.clock.now().getTime() + 400 * day),
    ]);
    await inDays(366);
    await prune();
    expect(await count("record_changes")).toBe(all);
  });

  test("what somebody holds is passed over and blocks nobody; the next look takes it", async () => {
    await change("Head of Nothing");
    await inDays(91);
    expect(await count("webhook_events")).toBe(2);
    await withTransaction(mirror.pool, async (tx) => {
      await tx.query("SELECT 1 FROM webhook_events ORDER BY id LIMIT 1 FOR UPDATE");
      // Emptying waits for whoever holds a row; deleting does not.
      await mirror.pool.query("UPDATE retention SET days = NULL WHERE kind = 'payloads'");
      await prune();
      expect(await count("webhook_events")).toBe(1);
    });
    await inDays(0);
    await prune();
    expect(await count("webhook_events")).toBe(0);
  });

  test("each kind is looked at again an hour later, also when several processes look at once", async () => {
    await inDays(31);
    await Promise.all([prune(), prune(), prune()]);
    const due = "SELECT min(due_at) FROM retention";
    expect(await readValue(mirror.pool, due)).toEqual(new Date(mirror.clock.now().getTime() + 3_600_000));
  });

  test.each([
    ["payloads", 30, "LOCK TABLE webhook_events", "webhook_events WHERE NOT payload ? 'removed'"],
    ["run_pages", 30, "LOCK TABLE run_pages", "run_pages"],
    ["changes", 365, "SELECT 1 FROM record_changes ORDER BY xid, seq LIMIT 1 FOR UPDATE", "record_changes"],
  ] as const)("two processes remove %s at once: both end well, and the slower one sets nothing back", async (...of) => {
    const [kind, days, hold, left] = of;
    const old = mirror.clock.now();
    mirror.clock.advance(5 * day);
    await change("Younger");
    await mirror.pool.query("UPDATE retention SET due_at = 'infinity'");
    await expect
      .poll(() => count("record_changes", "xid >= pg_snapshot_xmin(pg_current_snapshot())"), { timeout: 20_000 })
      .toBe(0);
    const looks: Promise<void>[] = [];
    await withTransaction(mirror.pool, async (tx) => {
      await tx.query(hold);
      // The second one looked before the younger change was old enough, and stood still until its claim ran out.
      for (const age of [days + 6, days + 2]) {
        const now = new Date(old.getTime() + age * day);
        await mirror.pool.query("UPDATE retention SET due_at = 'epoch' WHERE kind = $1", [kind]);
        looks.push(pruneHistory(mirror.deps, () => now));
        await expect.poll(() => count("pg_stat_activity", waiting)).toBe(looks.length);
      }
    });
    await Promise.all(looks);
    expect(await readValue(mirror.pool, `SELECT count(*)::int FROM ${left}`)).toBe(0);
    expect(await readValue(mirror.pool, begin[kind])).toBe(true);
  });

  test("a tick does it", async () => {
    await inDays(31);
    await mirror.drain();
    expect(await count("webhook_events", "NOT payload ? 'removed'")).toBe(0);
  });
});

describe("how long history is kept", () => {
  test("is told with the oldest of it, and whether what is older is still going", async () => {
    const { kinds } = await getRetention(mirror.pool, mirror.clock.now());
    expect(kinds.map(({ kind, days, isBehind }) => ({ kind, days, isBehind }))).toEqual([
      { kind: "payloads", days: 30, isBehind: false },
      { kind: "webhooks", days: 90, isBehind: false },
      { kind: "run_pages", days: 30, isBehind: false },
      { kind: "changes", days: 365, isBehind: false },
    ]);
    for (const { oldestAt } of kinds) expect(oldestAt).not.toBeNull();
    await inDays(31);
    const later = await getRetention(mirror.pool, mirror.clock.now());
    expect(later.kinds.filter(({ isBehind }) => isBehind).map(({ kind }) => kind)).toEqual(["payloads", "run_pages"]);
  });

  test("is previewed in numbers, changed by that, audited, and in force with the next look", async () => {
    await inDays(10);
    const events = await count("webhook_events");
    const pages = await count("run_pages");
    const deps = commandDepsOf(mirror);
    const preview = await previewRetention(deps, { kind: "payloads", days: 7 });
    expect(preview).toMatchObject({ from: 30, to: 7, rows: events, isMore: false });
    expect(await previewRetention(deps, { kind: "run_pages", days: 7 })).toMatchObject({ rows: pages });
    expect(await previewRetention(deps, { kind: "changes", days: null })).toMatchObject({ cutoff: null, rows: 0 });
    expect(await keep("payloads", 7)).toEqual(preview);
    expect(await listAudit(mirror)).toEqual([{ action: "retention.change", target: "payloads", actor: "Ada" }]);
    await prune();
    expect(await count("webhook_events", "payload ? 'removed'")).toBe(events);
  });

  test.each([
    ["webhooks", 29, /^days: at least 30/],
    ["payloads", 91, /^days: A payload cannot be kept for longer than its webhook/],
    ["payloads", null, /^days: A payload/],
    ["changes", 29, /^days: at least 30/],
    ["run_pages", 366, /^days: The pages of a run/],
  ] as const)("%s for %s days is refused in words and changes nothing", async (kind, days, message) => {
    const refused = { code: "bad_request", message: expect.stringMatching(message) };
    await expect(keep(kind, days)).rejects.toMatchObject(refused);
    await expect(previewRetention(commandDepsOf(mirror), { kind, days })).rejects.toMatchObject(refused);
    expect(await listAudit(mirror)).toEqual([]);
  });
});
