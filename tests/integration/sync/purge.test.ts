import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { Actor } from "@/lib/auth/actor";
import { getIntegration } from "@/lib/health/get-integration";
import { keepDeleted, purgeAtOnce } from "@/lib/sync/decide-purge";
import { purgeDeleted } from "@/lib/sync/purge-deleted";
import { commandDepsOf, listAudit } from "@/tests/support/commands";
import { type Mirror, readValue, startMirror } from "@/tests/support/mirror";

const day = 86_400_000;
const admin: Actor = { kind: "person", id: "a", name: "Ada", role: "admin" };

let mirror: Mirror;
let gone: string;
let staying: string;

beforeEach(async () => {
  mirror = await startMirror({
    size: 12,
    integrations: [
      { category: "HRIS", tool: "personio", organizationName: "Gone" },
      { category: "HRIS", tool: "workday", organizationName: "Staying" },
    ],
  });
  await mirror.connect();
  mirror.clock.advance(60_000);
  [gone = "", staying = ""] = mirror.kombo.integrations.map(({ id }) => id);
  mirror.kombo.sendWebhook("integration-deleted", { id: gone, tool: "personio", category: "HRIS" });
  await mirror.deliverWebhooks();
});
afterEach(() => mirror.stop());

const count = (komboIntegrationId: string, table = "records") =>
  readValue<number>(
    mirror.pool,
    `SELECT count(*)::int FROM ${table} WHERE integration_id = (SELECT id FROM integrations WHERE kombo_integration_id = $1)`,
    [komboIntegrationId],
  );
const deletion = async () =>
  (await getIntegration(mirror.pool, gone, { now: mirror.clock.now(), purgeAfterDays: 14 })).deletion;
const purge = () => purgeDeleted(mirror.deps, mirror.clock.now);
const command = () => ({ actor: admin, komboIntegrationId: gone });

describe("the data of a deleted integration", () => {
  test("stays for 14 days with a shown date, then goes by itself, and nothing of others with it", async () => {
    const [before, others] = [await count(gone), await count(staying)];
    expect(before).toBeGreaterThan(50);
    const purgeAt = new Date(mirror.clock.now().getTime() + 14 * day).toISOString();
    expect(await deletion()).toEqual({ purgeAt, isPurging: false, purgedAt: null, records: before });
    mirror.clock.advance(14 * day - 1_000);
    await purge();
    expect(await count(gone)).toBe(before);
    mirror.clock.advance(2_000);
    await purge();
    for (const table of ["records", "endpoint_states", "invalid_records", "stale_copies"]) {
      expect(await count(gone, table), table).toBe(0);
    }
    const values =
      "SELECT count(*)::int FROM record_changes c JOIN integrations i ON i.id = c.integration_id WHERE i.kombo_integration_id = $1 AND paths IS NOT NULL";
    expect(await readValue(mirror.pool, values, [gone])).toBe(0);
    expect(await count(staying)).toBe(others);
    const payloads = "SELECT bool_and(payload ? 'erased') FROM webhook_events WHERE kombo_integration_id = $1";
    expect(await readValue(mirror.pool, payloads, [gone])).toBe(true);
    expect(await readValue(mirror.pool, payloads, [staying])).toBe(false);
    expect(await count(gone, "sync_runs")).toBeGreaterThan(0);
    expect(await deletion()).toMatchObject({ records: 0, purgedAt: mirror.clock.now().toISOString() });
    expect(await listAudit(mirror)).toEqual([{ action: "integration.purge", target: gone, actor: "cron" }]);
  });

  test("stays when a person keeps it, until one purges it and names how many records that are", async () => {
    const deps = commandDepsOf(mirror);
    const records = await count(gone);
    await keepDeleted(deps, command());
    mirror.clock.advance(100 * day);
    await purge();
    expect(await count(gone)).toBe(records);
    expect(await deletion()).toMatchObject({ purgeAt: null, purgedAt: null });
    await expect(purgeAtOnce(deps, { ...command(), records: records + 1 })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/^records: /),
    });
    await purgeAtOnce(deps, { ...command(), records });
    expect(await deletion()).toMatchObject({ isPurging: true });
    await purge();
    expect(await count(gone)).toBe(0);
    expect((await listAudit(mirror)).map(({ action, actor }) => `${actor} ${action}`)).toEqual([
      "Ada integration.keep",
      "Ada integration.purge",
    ]);
  });

  test("stays when a person keeps it while a purge is under way that has not come to it", async () => {
    const records = await count(gone);
    mirror.clock.advance(15 * day);
    const { pool } = mirror;
    const asBefore = Object.create(pool, {
      query: {
        // What the purge found to do is known; only then it is kept.
        async value(text: string, values: readonly unknown[]) {
          const found = await pool.query(text, [...values]);
          await keepDeleted(commandDepsOf(mirror), command());
          return found;
        },
      },
    });
    await purgeDeleted({ ...mirror.deps, pool: asBefore }, mirror.clock.now);
    expect(await count(gone)).toBe(records);
    expect(await count(gone, "endpoint_states")).toBeGreaterThan(0);
    expect(await deletion()).toMatchObject({ purgeAt: null, purgedAt: null });
  });

  test("of a living integration nothing can be purged", async () => {
    const living = { ...command(), komboIntegrationId: staying, records: 1 };
    await expect(purgeAtOnce(commandDepsOf(mirror), living)).rejects.toMatchObject({ code: "conflict" });
    await expect(keepDeleted(commandDepsOf(mirror), living)).rejects.toMatchObject({ code: "conflict" });
    await expect(keepDeleted(commandDepsOf(mirror), { ...living, komboIntegrationId: "no" })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("does not come back with an event that was on its way: neither who connected it nor what it says", async () => {
    mirror.clock.advance(15 * day);
    await purge();
    const creator = { organization_name: "Gone", creator_email: "canary@gone.example", origin_id: null };
    mirror.kombo.sendWebhook("integration-state-changed", {
      integration_id: gone,
      integration_tool: "personio",
      integration_category: "HRIS",
      state: "INVALID",
      end_user: creator,
    });
    await mirror.deliverWebhooks();
    const kept = await mirror.pool.query(
      "SELECT (SELECT json_agg(i) FROM integrations i) AS integrations, (SELECT json_agg(e) FROM webhook_events e) AS events",
    );
    expect(JSON.stringify(kept.rows)).toContain("integration-state-changed");
    expect(JSON.stringify(kept.rows)).not.toContain("canary@gone.example");
  });

  test("comes back in full when the customer connects again after the purge", async () => {
    const records = await count(gone);
    await purgeAtOnce(commandDepsOf(mirror), { ...command(), records });
    await mirror.drain();
    expect(await count(gone)).toBe(0);
    mirror.clock.advance(60_000);
    mirror.kombo.sendWebhook("integration-created", { id: gone, tool: "personio", category: "HRIS" });
    await mirror.deliverWebhooks();
    await mirror.drain();
    expect(await count(gone)).toBe(records);
    expect(await deletion()).toBeNull();
  });
});
