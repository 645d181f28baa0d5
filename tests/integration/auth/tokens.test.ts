import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { Actor } from "@/lib/auth/actor";
import type { TokenRequest } from "@/lib/auth/schema/tokens";
import { createTokenBudget } from "@/lib/auth/tokens/budget";
import { createToken, revokeToken } from "@/lib/auth/tokens/change-tokens";
import { findToken, noteTokenUse } from "@/lib/auth/tokens/find-token";
import { drawToken } from "@/lib/auth/tokens/token";
import { listTokens } from "@/lib/auth/tokens/token-rows";
import { addMilliseconds, type Clock } from "@/lib/clock";
import { databaseClock } from "@/lib/db/clock";
import { createPool, type Pool } from "@/lib/db/pool";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { readValue } from "@/tests/support/mirror";

let database: TestDatabase;
let pool: Pool;
let clock: Clock;
beforeEach(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url);
  clock = databaseClock(pool);
});
afterEach(async () => {
  await pool.end();
  await database.drop();
});

const admin: Actor = { kind: "person", id: "person-1", name: "Ada", role: "admin" };
const request: TokenRequest = { name: "payroll", scope: "read", masking: "high", expiresInDays: null };
const create = (changes: Partial<TokenRequest> = {}) =>
  createToken({ pool, clock }, { actor: admin, request: { ...request, ...changes } });
const audit = () => readValue<unknown>(pool, "SELECT jsonb_agg(to_jsonb(a) ORDER BY id) FROM audit_events a");

describe("tokens", () => {
  test("the token is nowhere in the database; its hash, its creator and an audit event are", async () => {
    const { token, row } = await create();
    for (const table of ["api_tokens", "audit_events"]) {
      const text = await readValue<string>(pool, `SELECT string_agg(t::text, ' ') FROM ${table} t`);
      expect(text).not.toContain(token.slice(12));
    }
    expect(row).toMatchObject({ name: "payroll", state: "active", createdBy: "Ada", lastUsedAt: null });
    expect(await audit()).toMatchObject([
      { action: "token.create", target: row.id, actor_id: "person-1", after: { name: "payroll", masking: "high" } },
    ]);
  });

  test("is found by whoever holds it, with its name, scope and masking", async () => {
    const { token, row } = await create({ scope: "operate", masking: "none" });
    expect(await findToken(pool, token)).toEqual({
      kind: "active",
      actor: { kind: "token", id: row.id, name: "payroll", scope: "operate", masking: "none" },
      isUseUnnoted: true,
    });
    expect(await findToken(pool, drawToken())).toEqual({ kind: "unknown" });
    expect(await findToken(pool, "km_nonsense")).toEqual({ kind: "unknown" });
  });

  test("opens nothing from the moment it expires or is revoked, which is audited once", async () => {
    const longAgo: Clock = { start: async () => () => addMilliseconds(new Date(), -2 * 24 * 3_600_000) };
    const old = await createToken(
      { pool, clock: longAgo },
      { actor: admin, request: { ...request, expiresInDays: 1 } },
    );
    expect(await findToken(pool, old.token)).toEqual({ kind: "expired" });
    const { token, row } = await create({ name: "other" });
    const revoke = () => revokeToken({ pool, clock }, { actor: admin, id: row.id });
    expect(await revoke()).toMatchObject({ state: "revoked", revokedBy: "Ada" });
    expect(await revoke()).toMatchObject({ state: "revoked" });
    expect(await findToken(pool, token)).toEqual({ kind: "revoked" });
    expect(await readValue(pool, "SELECT count(*)::int FROM audit_events WHERE action = 'token.revoke'")).toBe(1);
    const states = (await listTokens(pool, new Date())).map(({ name, state }) => `${name} ${state}`);
    expect(states).toEqual(["payroll expired", "other revoked"]);
  });

  test("two tokens cannot have one name, unless the other is revoked; what is refused leaves no audit event", async () => {
    const { row } = await create();
    await expect(create({ name: "Payroll" })).rejects.toMatchObject({ code: "conflict" });
    expect(await audit()).toHaveLength(1);
    await revokeToken({ pool, clock }, { actor: admin, id: row.id });
    await expect(create({ name: "Payroll" })).resolves.toMatchObject({ row: { name: "Payroll" } });
  });

  test("its use is noted at most once a minute", async () => {
    const { token, row } = await create();
    await noteTokenUse(pool, { id: row.id, address: "192.0.2.1" });
    await noteTokenUse(pool, { id: row.id, address: "192.0.2.2" });
    expect(await listTokens(pool, new Date())).toMatchObject([{ lastUsedAddress: "192.0.2.1" }]);
    expect(await findToken(pool, token)).toMatchObject({ isUseUnnoted: false });
  });
});

/** A window must not end while its requests are counted. */
async function untilMinuteHas(seconds: number): Promise<void> {
  const left = await readValue<number>(pool, "SELECT (60 - extract(second FROM clock_timestamp()))::float8");
  if (left < seconds) await sleep(left * 1_000 + 50);
}

describe("the budget of a token", () => {
  test("over several processes no more than the limit a minute; one write for many requests", async () => {
    const { row } = await create();
    const limit = { perMinute: 100, batch: 20 };
    await untilMinuteHas(10);
    const processes = Array.from({ length: 3 }, () => createTokenBudget(pool, limit));
    let answered = 0;
    const waits: number[] = [];
    for (let round = 0; round < 80; round++) {
      for (const budget of processes) {
        const wait = await budget.spend(row.id);
        if (wait === null) answered += 1;
        else waits.push(wait);
      }
    }
    expect(answered).toBe(100);
    expect(Math.max(...waits)).toBeLessThanOrEqual(60);
    expect(Math.min(...waits)).toBeGreaterThan(0);
    const other = await create({ name: "other" });
    expect(await processes[0]?.spend(other.row.id)).toBeNull();
  });

  test("requests at the same time lose none of what was granted", async () => {
    const { row } = await create();
    await untilMinuteHas(10);
    const budget = createTokenBudget(pool, { perMinute: 100, batch: 20 });
    const results = await Promise.all(Array.from({ length: 100 }, () => budget.spend(row.id)));
    const more: (number | null)[] = [];
    for (let index = 0; index < 110; index++) more.push(await budget.spend(row.id));
    const answered = [...results, ...more].filter((wait) => wait === null).length;
    expect(answered).toBe(100);
  });

  test("the next minute is a new one", async () => {
    const { row } = await create();
    const budget = createTokenBudget(pool, { perMinute: 20, batch: 20 });
    await untilMinuteHas(5);
    for (let index = 0; index < 20; index++) await budget.spend(row.id);
    expect(await budget.spend(row.id)).not.toBeNull();
    await pool.query("UPDATE api_tokens SET window_started_at = window_started_at - interval '1 minute'");
    expect(await createTokenBudget(pool, { perMinute: 20, batch: 20 }).spend(row.id)).toBeNull();
  });
});
