import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { noteAnswer } from "@/lib/sync/kombo-key";
import { tick } from "@/lib/sync/tick";
import { wantDelta } from "@/tests/support/commands";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { expectEndpointEqual } from "@/tests/support/expect-truth";
import { integrationOf, type Mirror, readMirror, readValue } from "@/tests/support/mirror";

// What an integration, and the key, are allowed to do at this moment.

const hour = 3_600_000;
const endpoint = "/hris/employees";

let mirror: Mirror;
afterEach(() => mirror.stop());

const states = (condition: string) =>
  readValue<string>(
    mirror.pool,
    `SELECT string_agg(DISTINCT state, ' ' ORDER BY state) FROM sync_runs WHERE ${condition}`,
  );

test("I13: full fetches leave the last fifth of the rate window to deltas", async () => {
  mirror = await startConnectedMirror({ size: 3_000, rateLimit: { limit: 30, windowMs: 60_000 } });
  for (let windows = 0; windows < 20 && (await states("mode = 'full'")) !== "succeeded"; windows++) {
    mirror.clock.advance(60_000);
    await mirror.drain();
  }
  expect(await states("mode = 'full'")).toBe("succeeded");

  mirror.clock.advance(60_000);
  await mirror.pool.query("UPDATE endpoint_states SET full_wanted_at = $1, due_at = $1", [mirror.clock.now()]);
  const before = mirror.kombo.requests.length;
  await mirror.drain();
  expect(mirror.kombo.requests.length - before).toBeLessThanOrEqual(26);
  expect(await states("mode = 'full'")).toBe("running succeeded");
  await wantDelta(mirror, endpoint);
  await mirror.drain();
  expect(await states("mode = 'delta'")).toBe("succeeded");
  expect(await readValue(mirror.pool, "SELECT blocked_until FROM kombo_keys")).toBeNull();
});

test("I11: an integration in a state nobody knows yet is fetched like an active one", async () => {
  mirror = await startConnectedMirror();
  await mirror.pool.query("UPDATE integrations SET state = 'HIBERNATING', details_due_at = NULL");
  await wantDelta(mirror, endpoint);
  await mirror.drain();
  expect(await states("mode = 'delta'")).toBe("succeeded");
});

test("an integration Kombo no longer knows is asked for once a day, not at each retry", async () => {
  mirror = await startConnectedMirror();
  const { id } = integrationOf(mirror);
  mirror.kombo.deleteIntegration(id);
  mirror.clock.advance(7 * hour);
  await mirror.drain();
  expect(await readValue(mirror.pool, "SELECT state FROM integrations")).toBe("NOT_FOUND");
  const asked = mirror.kombo.requests.length;
  for (let hours = 0; hours < 20; hours++) {
    mirror.clock.advance(hour);
    await mirror.drain();
  }
  expect(mirror.kombo.requests.length).toBe(asked);
  expect((await readMirror(mirror.pool, id, endpoint)).size).toBeGreaterThan(0);
});

test("an integration Kombo no longer knew is fetched again as soon as Kombo announces it", async () => {
  mirror = await startConnectedMirror();
  const { id } = integrationOf(mirror);
  mirror.kombo.configureWebhook({ lose: 1 });
  mirror.kombo.deleteIntegration(id);
  mirror.clock.advance(7 * hour);
  await mirror.drain();
  expect(await readValue(mirror.pool, "SELECT state FROM integrations")).toBe("NOT_FOUND");
  mirror.kombo.configureWebhook({ lose: 0 });
  mirror.kombo.restoreIntegration(id);
  mirror.kombo.mutate(id, { kind: "create", model: "hris_employees" });
  await mirror.deliverWebhooks();
  await mirror.drain();
  expect(await readValue(mirror.pool, "SELECT state FROM integrations")).toBe("ACTIVE");
  await expectEndpointEqual(mirror, id, endpoint);
});

test("I17: waits longer than any there is, set while a clock was wrong, hold nothing up; others stand", async () => {
  mirror = await startConnectedMirror();
  const waitFor = (ms: number) =>
    mirror.pool.query(
      "UPDATE kombo_keys SET blocked_until = $1, blocked_reason = 'rate_limited', deltas_only_until = $1",
      [new Date(mirror.clock.now().getTime() + ms)],
    );
  await waitFor(hour);
  await wantDelta(mirror, endpoint);
  await mirror.drain();
  expect(await states("mode = 'delta'")).toBeNull();
  await waitFor(24 * hour);
  await mirror.drain();
  expect(await states("mode = 'delta'")).toBe("succeeded");
  const waits = "SELECT count(blocked_until) + count(deltas_only_until) + count(blocked_reason) FROM kombo_keys";
  expect(await readValue(mirror.pool, waits)).toBe("0");
});

test("an answer is noted at most once in five seconds: the answers after it lock and write nothing", async () => {
  mirror = await startConnectedMirror();
  const lastNoted = async () => (await mirror.pool.query("SELECT xmin, xmax, latency_ms FROM kombo_keys")).rows;
  const note = (latencyMs: number) => {
    const limits = { exhaustedForMs: null, scarceForMs: null, window: null, clockOffsetMs: null };
    return noteAnswer(mirror.pool, { keyId: mirror.deps.keyId, at: mirror.clock.now(), latencyMs, limits });
  };
  mirror.clock.advance(hour);
  await note(1);
  const noted = await lastNoted();
  mirror.clock.advance(4_999);
  await note(2);
  expect(await lastNoted()).toEqual(noted);
  mirror.clock.advance(2);
  await note(3);
  expect(await readValue(mirror.pool, "SELECT latency_ms FROM kombo_keys")).toBe(3);
});

const tellNothing = () => Promise.reject(new Error("Kombo tells no details"));

/** Six hours after they were told last the details are due, but Kombo tells none; nor is anything caught up with. */
async function lookAgain(): Promise<void> {
  mirror.clock.advance(6 * hour);
  const kombo = { ...mirror.deps.kombo, getIntegration: tellNothing };
  await tick({ ...mirror.deps, catchUpHours: 0, kombo }, { budgetMs: 60_000, concurrency: 2 });
}

describe("an endpoint that a later version brings, to integrations registered before", () => {
  const later = "/hris/locations";
  const others = () =>
    readValue<string>(
      mirror.pool,
      `SELECT string_agg(endpoint || ' ' || wanted_seq || ' ' || done_seq, ', ' ORDER BY endpoint)
       FROM endpoint_states WHERE endpoint <> '${later}'`,
    );
  const known = () =>
    readValue<number>(mirror.pool, `SELECT count(*)::int FROM endpoint_states WHERE endpoint = '${later}'`);

  beforeEach(async () => {
    mirror = await startConnectedMirror();
    for (const table of ["endpoint_states", "records"]) {
      await mirror.pool.query(`DELETE FROM ${table} WHERE endpoint = $1`, [later]);
    }
  });

  test("is wanted and fetched in full, the others not", async () => {
    const before = await others();
    await lookAgain();
    await expectEndpointEqual(mirror, integrationOf(mirror).id, later);
    const newest = `SELECT mode || ' ' || trigger || ' ' || state FROM sync_runs ORDER BY created_at DESC LIMIT 1`;
    expect(await readValue(mirror.pool, newest)).toBe("full initial succeeded");
    const isServed = `SELECT enabled AND wanted_seq = 1 AND done_seq = 1 AND full_wanted_at IS NULL
                      FROM endpoint_states WHERE endpoint = '${later}'`;
    expect(await readValue(mirror.pool, isServed)).toBe(true);
    expect(await others()).toBe(before);
  });

  test.each([
    ["is deleted", "UPDATE integrations SET deleted_at = now()"],
    ["has no known category yet", "UPDATE integrations SET category = 'UNKNOWN'"],
  ])("is not wanted where the integration %s", async (_, sql) => {
    await mirror.pool.query(sql);
    await lookAgain();
    expect(await known()).toBe(0);
  });
});
