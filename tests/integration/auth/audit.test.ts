import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Actor } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import { listAuditChoices, listAuditEvents, readAuditEvents } from "@/lib/auth/audit-rows";
import { createPool, type Pool } from "@/lib/db/pool";
import { exportFile } from "@/lib/http/export";
import { createTestDatabase } from "@/tests/support/database";

let pool: Pool;
let drop: () => Promise<void>;

const olga: Actor = { kind: "person", id: "1", name: "Olga", role: "operator" };
const adam: Actor = { kind: "person", id: "2", name: "Adam", role: "admin" };
const events = 120;

beforeAll(async () => {
  const database = await createTestDatabase();
  pool = createPool(database.url);
  drop = database.drop;
  for (let index = 0; index < events; index++) {
    await insertAuditEvent(pool, {
      actor: index % 2 === 0 ? olga : adam,
      action: index % 3 === 0 ? "integration.pause" : "record.refetch",
      target: `personio:${index}`,
      after: { note: index === 0 ? "=1+1" : "plain", index },
      // Some share a moment.
      at: new Date(Date.UTC(2026, 0, 1, 0, 0, Math.floor(index / 3))),
    });
  }
});

afterAll(async () => {
  await pool.end();
  await drop();
});

const collect = async (filters: Parameters<typeof readAuditEvents>[1]) => {
  const rows: string[] = [];
  for await (const { target } of readAuditEvents(pool, filters)) rows.push(target);
  return rows;
};

describe("the audit log", () => {
  it("is read page by page, newest first, without a gap or a repeat", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listAuditEvents(pool, { cursor });
      seen.push(...page.rows.map(({ target }) => target));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(Array.from({ length: events }, (_, index) => `personio:${events - 1 - index}`));
    expect(await collect({})).toEqual(seen);
  });

  it("is filtered by who, what, to what and when", async () => {
    expect(await collect({ actor: "Olga", action: "integration.pause" })).toHaveLength(20);
    expect(await collect({ search: "PERSONIO:11" })).toEqual(
      ["119", "118", "117", "116", "115", "114", "113", "112", "111", "110", "11"].map((id) => `personio:${id}`),
    );
    expect(await collect({ from: "2026-01-01T00:00:39.000Z" })).toHaveLength(3);
    expect(await collect({ to: "2026-01-01T00:00:01.000Z" })).toHaveLength(3);
    expect(await listAuditChoices(pool)).toEqual({
      actors: ["Adam", "Olga"],
      actions: ["integration.pause", "record.refetch"],
    });
  });

  it.each(["UPDATE audit_events SET actor_name = 'Nobody'", "DELETE FROM audit_events", "TRUNCATE audit_events"])(
    "only grows: %s is refused",
    async (statement) => {
      await expect(pool.query(statement)).rejects.toThrow("lines are only added");
      expect(await collect({})).toHaveLength(events);
    },
  );

  it("a CSV runs no formula in a spreadsheet, and NDJSON holds every line whole", async () => {
    const first = { search: "personio:0" };
    const columns = ["actorName", "action", "target", "after"];
    const csv = await exportFile({ format: "csv", name: "audit", columns, rows: readAuditEvents(pool, first) }).text();
    expect(csv.split("\n")).toEqual([
      "actorName,action,target,after",
      'Olga,integration.pause,personio:0,"{""note"":""=1+1"",""index"":0}"',
      "",
    ]);
    const rows = Readable.from([{ actorName: "=HYPERLINK(1)" }]);
    expect(await exportFile({ format: "csv", name: "x", columns: ["actorName"], rows }).text()).toContain(
      "'=HYPERLINK",
    );
    const lines = await exportFile({
      format: "ndjson",
      name: "audit",
      columns,
      rows: readAuditEvents(pool, first),
    }).text();
    expect(JSON.parse(lines)).toMatchObject({ target: "personio:0", after: { note: "=1+1", index: 0 } });
  });
});
