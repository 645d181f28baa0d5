import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { Actor } from "@/lib/auth/actor";
import { sightOf } from "@/lib/auth/sight";
import { createPrisma } from "@/lib/db/prisma";
import { listErasures } from "@/lib/mirror/erasure-rows";
import { getRecord } from "@/lib/mirror/get-record";
import { isJsonObject } from "@/lib/mirror/json";
import { exportList } from "@/lib/server/export-list";
import { eraseRecord, liftErasure, previewErasure } from "@/lib/sync/erase-record";
import { forgetErased } from "@/lib/sync/forget-erased";
import { runSlice } from "@/lib/sync/run-slice";
import { aroundPages, claimNext, commandDepsOf, listAudit, wantFull } from "@/tests/support/commands";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { idOf, integrationOf, type Mirror, readValue, remoteIdOf } from "@/tests/support/mirror";

const minute = 60_000;
const canary = "Zebulonia";

const admin: Actor = { kind: "person", id: "a", name: "Ada", role: "admin" };
const reason = "Article 17, ticket 99";

let mirror: Mirror;
let komboIntegrationId: string;
let person: { komboId: string; remoteId: string };

beforeEach(async () => {
  mirror = await startConnectedMirror({ size: 20 });
  komboIntegrationId = integrationOf(mirror).id;
  const employees = [...mirror.kombo.expectedRecords(komboIntegrationId, "/hris/employees")];
  const managers = new Set(employees.map(({ manager }) => (isJsonObject(manager) ? manager["id"] : null)));
  const manager = employees.find(({ id }) => managers.has(id));
  person = { komboId: idOf(manager), remoteId: remoteIdOf(manager) };
  await rename(canary);
});
afterEach(() => mirror.stop());

const key = () => ({ komboIntegrationId, model: "hris_employees", komboId: person.komboId });
const erase = () => eraseRecord(commandDepsOf(mirror), { actor: admin, key: key(), reason });
const lift = () => liftErasure(commandDepsOf(mirror), { actor: admin, key: key(), reason });

/** The person's name changes at the tool, and the mirror follows. */
async function rename(name: string): Promise<void> {
  const ref = { model: "hris_employees", remoteId: person.remoteId } as const;
  mirror.kombo.mutate(komboIntegrationId, {
    kind: "update",
    ...ref,
    fields: { first_name: name, display_full_name: `${name} Smith` },
  });
  mirror.clock.advance(minute);
  await mirror.deliverWebhooks();
  await mirror.drain();
  mirror.clock.advance(minute);
}

async function fetchFully(): Promise<void> {
  await wantFull(mirror, null);
  await mirror.drain();
  mirror.clock.advance(minute);
}

/** In how many rows of each table the text stands. */
async function countEverywhere(text: string): Promise<Record<string, number>> {
  const tables = ["records", "record_changes", "webhook_events", "invalid_records", "audit_events"];
  const counts = await Promise.all(
    tables.map((table) =>
      readValue<number>(mirror.pool, `SELECT count(*)::int FROM ${table} t WHERE t::text ILIKE '%' || $1 || '%'`, [
        text,
      ]),
    ),
  );
  return Object.fromEntries(
    tables.map((table, index) => [table, counts[index] ?? 0]).filter(([, count]) => count !== 0),
  );
}

const ownRows = () =>
  readValue<number>(
    mirror.pool,
    "SELECT count(*)::int FROM records WHERE data ->> 'employee_id' = $1 AND erased_at IS NULL",
    [person.komboId],
  );

describe("erasure on request (I12)", () => {
  test("I12: the person, what belongs to them, their copies in others and their history are gone, and stay gone", async () => {
    expect(await countEverywhere(canary)).toHaveProperty("records");
    expect(await countEverywhere(canary)).toHaveProperty("record_changes");
    const owned = await ownRows();
    expect(owned).toBeGreaterThan(0);
    const preview = await previewErasure(commandDepsOf(mirror), key());
    expect(preview.belonging.reduce((sum, { records }) => sum + records, 0)).toBeGreaterThanOrEqual(owned);
    await erase();
    await forgetErased(mirror.deps, mirror.clock.now);
    expect(await countEverywhere(canary)).toEqual({});
    expect(await ownRows()).toBe(0);

    await rename(`${canary}2`);
    await fetchFully();
    expect(await countEverywhere(canary)).toEqual({});
    expect(await ownRows()).toBe(0);
    const record = await getRecord(
      { pool: mirror.pool, prisma: createPrisma(mirror.pool) },
      { ...key(), sight: { personal: true, high: true } },
    );
    expect(record).toMatchObject({
      data: { id: person.komboId, remote_id: person.remoteId },
      deletedAt: null,
      erasure: { by: "Ada", reason, owner: { model: "hris_employees", komboId: person.komboId } },
    });
    expect(await listAudit(mirror)).toEqual([
      { action: "record.erase", target: `${komboIntegrationId}/hris_employees/${person.komboId}`, actor: "Ada" },
    ]);
  });

  test("I14: answers for the erased are counted unchanged, and pages still add up", async () => {
    await erase();
    await mirror.drain();
    mirror.clock.advance(minute);
    await fetchFully();
    const full = "FROM sync_runs WHERE endpoint = '/hris/employees' AND mode = 'full' ORDER BY created_at DESC LIMIT 1";
    expect(await readValue(mirror.pool, `SELECT state || ' ' || (received - unchanged)::text ${full}`)).toBe(
      "succeeded 0",
    );
    expect(await readValue<number>(mirror.pool, `SELECT received ${full}`)).toBe(
      [...mirror.kombo.expectedRecords(komboIntegrationId, "/hris/employees")].length,
    );
    expect(await readValue(mirror.pool, "SELECT count(*)::int FROM records WHERE deleted_at IS NOT NULL")).toBe(0);
  });

  test("I4: a page that was read before the erasure is not written after it", async () => {
    await rename(`${canary}3`);
    await wantFull(mirror, ["/hris/employees"]);
    const claim = await claimNext(mirror);
    const deps = aroundPages(mirror, { after: erase });
    expect((await runSlice(deps, claim)).kind).toBe("lost");
    await mirror.drain();
    expect(await countEverywhere(canary)).toEqual({});
    const state = "SELECT state FROM sync_runs WHERE id = $1";
    expect(await readValue(mirror.pool, state, [claim.run.id])).toBe("succeeded");
  });

  test("an event that names the erased later keeps nothing of them", async () => {
    await erase();
    await mirror.drain();
    const data = { integration_id: komboIntegrationId, candidate: { id: person.komboId, first_name: canary } };
    mirror.kombo.sendWebhook("assessment:order-received", data);
    await mirror.deliverWebhooks();
    await mirror.drain();
    expect(await countEverywhere(canary)).toEqual({});
  });

  test("they are listed newest first by ids, with who asked why and how much went, page by page, until they are lifted", async () => {
    const { records } = await erase();
    const [listed] = (await listErasures(mirror.pool, {})).rows;
    expect(listed).toMatchObject({ ...key(), erasedBy: "Ada", reason, records, modelLabel: "Employees", isOpen: true });
    expect(JSON.stringify(listed)).not.toContain(canary);
    await forgetErased(mirror.deps, mirror.clock.now);
    expect(await listErasures(mirror.pool, {})).toEqual({ rows: [{ ...listed, isOpen: false }], next: null });

    await mirror.pool.query(
      `INSERT INTO erased_records (integration_id, model, kombo_id, erased_at, erased_by, reason)
       SELECT integration_id, model, 'older-' || n, erased_at - interval '1 hour', erased_by, reason
       FROM erased_records, generate_series(1, 60) AS n`,
    );
    const first = await listErasures(mirror.pool, {});
    const second = await listErasures(mirror.pool, { cursor: first.next ?? "" });
    expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 11, null]);
    expect(new Set([...first.rows, ...second.rows].map(({ komboId }) => komboId)).size).toBe(61);
    await expect(listErasures(mirror.pool, { cursor: "bm90LW91cnM" })).rejects.toMatchObject({ code: "bad_request" });

    await lift();
    expect((await listErasures(mirror.pool, {})).rows.map(({ komboId }) => komboId)).not.toContain(person.komboId);
  });

  test("why is told to who sees names, since it may hold one; that it was, to everybody", async () => {
    await erase();
    const deps = { pool: mirror.pool, prisma: createPrisma(mirror.pool) };
    for (const role of ["viewer", "operator", "admin"] as const) {
      const sight = sightOf({ kind: "person", id: "p", name: "Pat", role });
      const told = role === "viewer" ? null : reason;
      expect((await getRecord(deps, { ...key(), sight }))?.erasure, role).toMatchObject({ by: "Ada", reason: told });
    }
  });

  test("no audit of an export keeps the name that was searched for", async () => {
    const answer = await exportList(commandDepsOf(mirror), {
      actor: admin,
      name: "records",
      format: "csv",
      filters: { search: canary, model: "hris_employees" },
      cursor: undefined,
      columns: ["name"],
      readPage: async () => ({ rows: [{ name: "somebody" }], next: null }),
    });
    expect(await answer.text()).toContain("somebody");
    const audit = JSON.stringify((await mirror.pool.query("SELECT after FROM audit_events ORDER BY id")).rows);
    expect(audit).toContain('"filters":{"model":"hris_employees","search":true}');
    expect(audit).not.toContain(canary);
  });

  test.each(["a full fetch is half way", "the integration is paused"])(
    "lifted while %s, the record comes back all the same",
    async (meanwhile) => {
      const data = () =>
        readValue(mirror.pool, "SELECT data FROM records WHERE model = 'hris_employees' AND kombo_id = $1", [
          person.komboId,
        ]);
      const before = await data();
      await erase();
      await mirror.drain();
      mirror.clock.advance(minute);
      const isPaused = meanwhile.includes("paused");
      const pause = (at: Date | null) => mirror.pool.query("UPDATE integrations SET paused_at = $1", [at]);
      if (isPaused) await pause(mirror.clock.now());
      else {
        await wantFull(mirror, ["/hris/employees"]);
        // It has read everything, and is not complete yet.
        const { run } = await claimNext(mirror);
        await mirror.pool.query("UPDATE sync_runs SET read_complete = true WHERE id = $1", [run.id]);
        await mirror.pool.query(
          `INSERT INTO run_seen_ids SELECT $1, 1, array_agg(kombo_id) FROM records WHERE model = 'hris_employees'`,
          [run.id],
        );
      }
      mirror.clock.advance(minute);
      const liftedAt = mirror.clock.now();
      await lift();
      await pause(null);
      await mirror.drain();
      expect(await data()).toEqual(before);
      const anew =
        "SELECT count(*)::int FROM sync_runs WHERE endpoint = '/hris/employees' AND mode = 'full' AND created_at >= $1";
      expect(await readValue(mirror.pool, anew, [liftedAt])).toBe(1);
    },
  );

  test("lifted, the record, what belongs to it and its copies come back, and are nobody's drift", async () => {
    const before = await mirror.pool.query("SELECT model, kombo_id, data FROM records ORDER BY model, kombo_id");
    await erase();
    await mirror.drain();
    mirror.clock.advance(minute);
    await expect(erase()).rejects.toMatchObject({ code: "conflict" });
    await lift();
    await mirror.drain();
    const after = await mirror.pool.query("SELECT model, kombo_id, data FROM records ORDER BY model, kombo_id");
    expect(after.rows).toEqual(before.rows);
    const drifted =
      "SELECT count(*)::int FROM record_changes WHERE drift IS NOT NULL AND model = 'hris_employees' AND kombo_id = $1";
    expect(await readValue(mirror.pool, drifted, [person.komboId])).toBe(0);
    await expect(lift()).rejects.toMatchObject({ code: "conflict" });
    expect((await listAudit(mirror)).map(({ action }) => action)).toEqual(["record.erase", "erasure.lift"]);
  });
});
