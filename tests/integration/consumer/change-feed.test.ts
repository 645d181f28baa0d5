import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { Sight } from "@/lib/auth/sight";
import { listConsumerChanges } from "@/lib/consumer/changes";
import { feedCursor } from "@/lib/consumer/cursor";
import { listConsumerRecords } from "@/lib/consumer/records";
import { changesQuerySchema, recordsQuerySchema } from "@/lib/consumer/schema";
import type { Pool } from "@/lib/db/pool";
import { idOf, type Mirror, readValue, remoteIdOf, startMirror } from "@/tests/support/mirror";

let mirror: Mirror;
let pool: Pool;
let hris: string;
beforeEach(async () => {
  mirror = await startMirror({ size: 30 });
  await mirror.connect();
  ({ pool } = mirror);
  await untilDelivered();
  hris = mirror.kombo.integrations.find(({ category }) => category === "HRIS")?.id ?? "";
});
afterEach(() => mirror.stop());

const seesAll: Sight = { personal: true, high: true };
const readFeed = (query: Record<string, string> = {}, sight = seesAll) =>
  listConsumerChanges(pool, { query: changesQuerySchema.parse(query), sight });
const feedEnd = async () => {
  const page = await listConsumerRecords(pool, { query: recordsQuerySchema.parse({ limit: "1" }), sight: seesAll });
  return page.feed_cursor;
};

/** Open transactions of other tests, in other databases of the cluster, hold the feed back for a while. */
async function untilDelivered(): Promise<void> {
  const newest = await readValue<string>(pool, "SELECT max(seq)::text FROM record_changes");
  await expect.poll(async () => feedCursor.parse(await feedEnd()).seq, { timeout: 20_000 }).toBe(newest);
}

/** Somebody with a job, changed in Kombo and mirrored. */
async function changeSomebody(jobTitle: string): Promise<string> {
  const [employee] = [...mirror.kombo.expectedRecords(hris, "/hris/employees")].filter(
    ({ remote_deleted_at: deletedAt }) => deletedAt === null,
  );
  mirror.clock.advance(3_600_000);
  const remoteId = remoteIdOf(employee);
  mirror.kombo.mutate(hris, { kind: "update", model: "hris_employees", remoteId, fields: { job_title: jobTitle } });
  await mirror.deliverWebhooks();
  await mirror.drain();
  await untilDelivered();
  return idOf(employee);
}

describe("the change feed", () => {
  test("from its beginning has every change once, in pages, and then goes on where it was", async () => {
    const seqs: string[] = [];
    let cursor: string | undefined;
    for (let hasMore = true; hasMore;) {
      const page = await readFeed({ limit: "500", ...(cursor ? { cursor } : {}) });
      seqs.push(...page.rows.map(({ seq }) => seq));
      ({ next: cursor, has_more: hasMore } = page);
    }
    const all = await readValue<number>(pool, "SELECT count(*)::int FROM record_changes");
    expect(seqs.length).toBe(all);
    expect(new Set(seqs).size).toBe(all);
    const id = await changeSomebody("Keeper of keys");
    const page = await readFeed({ cursor: cursor ?? "", expand: "record" });
    expect(page.rows.filter(({ model }) => model === "hris_employees")).toMatchObject([
      { kombo_integration_id: hris, kombo_id: id, kind: "updated", record: { data: { job_title: "Keeper of keys" } } },
    ]);
  });

  test("a change whose transaction commits late is held back with all behind it, and then delivered before them", async () => {
    const cursor = await feedEnd();
    const late = await pool.connect();
    try {
      const insert = `INSERT INTO record_changes (integration_id, model, kombo_id, kind, at)
        VALUES (gen_random_uuid(), 'hris_employees', $1, 'updated', now())`;
      await late.query("BEGIN");
      await late.query(insert.replace("gen_random_uuid()", "(SELECT id FROM integrations LIMIT 1)"), ["late"]);
      await pool.query(insert.replace("gen_random_uuid()", "(SELECT id FROM integrations LIMIT 1)"), ["early"]);
      const held = await readFeed({ cursor });
      expect(held.rows).toEqual([]);
      // A transaction of another database may be older for a moment.
      await expect
        .poll(async () => (await readFeed({ cursor })).held_by)
        .toMatch(/^kombo-mirror, idle in transaction in this database, process \d+$/);
      expect((await readFeed({ cursor })).held_since).toBeInstanceOf(Date);
      await late.query("COMMIT");
      await expect
        .poll(async () => (await readFeed({ cursor: held.next })).rows.map((row) => row.kombo_id))
        .toEqual(["late", "early"]);
    } finally {
      late.release();
    }
  });

  test("filters keep what they name; a page they leave empty still goes on", async () => {
    const model = await readFeed({ model: "hris_teams", limit: "500" });
    expect(new Set(model.rows.map((row) => row.model))).toEqual(new Set(["hris_teams"]));
    const integration = await readFeed({ integration: hris, kind: "created", limit: "500" });
    expect(new Set(integration.rows.map((row) => row.kombo_integration_id))).toEqual(new Set([hris]));
    const none = await readFeed({ kind: "restored" });
    expect(none).toMatchObject({ rows: [], has_more: false });
    await changeSomebody("Keeper of doors");
    const rest = await readFeed({ cursor: none.next, limit: "500" });
    expect(rest.rows.length).toBeLessThan(60);
    expect(rest.rows.some(({ kind }) => kind === "updated")).toBe(true);
    await expect(readFeed({ integration: "nobody:x" })).rejects.toMatchObject({ issues: [{ path: ["integration"] }] });
  });

  test("a filter that matches nothing in a long log reads it in parts, none of them long", async () => {
    await pool.query(
      `INSERT INTO record_changes (integration_id, model, kombo_id, kind, at)
       SELECT i.id, 'hris_employees', 'e' || n, 'updated', now() FROM generate_series(1, 45000) n, (SELECT id FROM integrations LIMIT 1) i`,
    );
    await untilDelivered();
    let pages = 0;
    let cursor: string | undefined;
    for (let hasMore = true; hasMore; pages++) {
      const page = await readFeed({ kind: "restored", ...(cursor ? { cursor } : {}) });
      expect(page.rows).toEqual([]);
      ({ next: cursor, has_more: hasMore } = page);
    }
    expect(pages).toBe(5);
  });

  test("a deleted record is in it as a tombstone; of an erased one and one that is gone only its keys are", async () => {
    const cursor = await feedEnd();
    const id = await changeSomebody("Somebody");
    const find = async () => (await readFeed({ cursor, expand: "record" })).rows.find((row) => row.kombo_id === id);
    await pool.query("UPDATE records SET deleted_at = now(), deleted_reason = 'remote' WHERE kombo_id = $1", [id]);
    expect(await find()).toMatchObject({ record: { deleted_reason: "remote" } });
    await pool.query("UPDATE records SET erased_at = now() WHERE kombo_id = $1", [id]);
    expect(await find()).toMatchObject({ kombo_id: id, record: null });
    await pool.query("DELETE FROM records WHERE kombo_id = $1", [id]);
    expect(await find()).toMatchObject({ kombo_id: id, record: null });
  });

  test("a token that may not see a value gets neither the value nor what it was before", async () => {
    const cursor = await feedEnd();
    await pool.query("UPDATE records SET data = data || '{\"ssn\": \"s3cr3t-1\"}' WHERE model = 'hris_employees'");
    const id = await changeSomebody("Somebody");
    await pool.query(
      `UPDATE record_changes SET paths = '[{"path": "ssn", "from": "s3cr3t-0", "to": "s3cr3t-1"}]'
       WHERE kombo_id = $1 AND kind = 'updated'`,
      [id],
    );
    const masked = await readFeed({ cursor, expand: "record" }, { personal: true, high: false });
    expect(JSON.stringify(masked)).not.toContain("s3cr3t");
    const [row] = masked.rows.filter(({ kombo_id: komboId, model }) => komboId === id && model === "hris_employees");
    expect(row).toMatchObject({ paths: [{ path: "ssn", from: { masked: "high" }, to: { masked: "high" } }] });
  });
});

const fieldsOf = (query: Record<string, string>) =>
  changesQuerySchema
    .safeParse(query)
    .error?.issues.map((issue) => (issue.code === "unrecognized_keys" ? issue.keys : issue.path));

describe("a cursor that could miss a change is refused", () => {
  const expired = { code: "cursor_expired", message: expect.stringMatching(/Start over: list \/api\/v1\/records/) };

  test("retention has passed it; one behind what was pruned goes on", async () => {
    const first = await readFeed({ limit: "5" });
    const later = await readFeed({ limit: "5", cursor: first.next });
    await pool.query(
      `WITH gone AS (DELETE FROM record_changes WHERE seq <= $1 RETURNING xid, seq)
       UPDATE feed_state SET pruned_xid = (SELECT xid FROM gone ORDER BY xid DESC, seq DESC LIMIT 1),
         pruned_seq = (SELECT seq FROM gone ORDER BY xid DESC, seq DESC LIMIT 1)`,
      [later.rows.at(-1)?.seq],
    );
    await expect(readFeed({ cursor: first.next })).rejects.toMatchObject(expired);
    const rest = await readFeed({ cursor: later.next, limit: "5" });
    expect(rest.rows.length).toBe(5);
    expect((await readFeed({ limit: "5" })).rows).toEqual(rest.rows);
  });

  test("the database was set back to before it, also when its numbers have been given again since", async () => {
    await changeSomebody("Somebody");
    const ahead = await readFeed({ limit: "500", cursor: await feedEnd() });
    await pool.query(
      "UPDATE record_changes SET at = at - interval '1 second' WHERE seq = (SELECT max(seq) FROM record_changes)",
    );
    await expect(readFeed({ cursor: ahead.next })).rejects.toMatchObject(expired);
    await pool.query("DELETE FROM record_changes WHERE seq = (SELECT max(seq) FROM record_changes)");
    await expect(readFeed({ cursor: ahead.next })).rejects.toMatchObject(expired);
  });

  test("a dump was restored into another cluster: a new epoch begins once, and what is written from then on is delivered", async () => {
    const old = await feedEnd();
    // As the dump finds it: numbered by another cluster, whose transactions were far ahead.
    await pool.query("UPDATE feed_state SET cluster = '1'");
    await pool.query("UPDATE record_changes SET xid = (xid::text::bigint + 1000000)::text::xid8");
    await expect(readFeed({ cursor: old })).rejects.toMatchObject(expired);
    const cursors = await Promise.all([feedEnd(), feedEnd(), feedEnd()]);
    const id = await changeSomebody("Keeper of books");
    for (const cursor of cursors) {
      const { rows } = await readFeed({ cursor, limit: "500" });
      expect(rows.map(({ kombo_id: komboId }) => komboId)).toContain(id);
    }
    expect((await readFeed()).rows.length).toBeLessThan(60);
  });

  test("where the cluster does not tell its number, transactions that are still to come tell the same", async () => {
    await pool.query(
      "CREATE OR REPLACE FUNCTION cluster_identity() RETURNS text LANGUAGE sql AS $$ SELECT 'unknown' $$",
    );
    await pool.query("UPDATE feed_state SET cluster = 'unknown'");
    const old = await feedEnd();
    expect((await readFeed({ cursor: old })).rows).toEqual([]);
    await pool.query("UPDATE record_changes SET xid = (xid::text::bigint + 1000000)::text::xid8");
    await expect(readFeed({ cursor: old })).rejects.toMatchObject(expired);
  });

  test("garbage, a cursor of another list, and names and values nobody knows are wrong parameters by name", () => {
    const listCursor = Buffer.from('["runs.1","2026-01-01T00:00:00.000Z","x"]').toString("base64url");
    for (const cursor of ["x", "", "%%", listCursor, "a".repeat(3_000)]) {
      expect(fieldsOf({ cursor }), cursor).toEqual([["cursor"]]);
    }
    expect(fieldsOf({ limit: "501" })).toEqual([["limit"]]);
    expect(fieldsOf({ limit: "ten" })).toEqual([["limit"]]);
    expect(fieldsOf({ kind: "moved", model: "hris_nothing" })).toEqual([["model"], ["kind"]]);
    expect(fieldsOf({ integraton: "x" })).toEqual([["integraton"]]);
  });
});
