import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { addMilliseconds } from "@/lib/clock";
import { driveOnce, planDrive } from "@/lib/sync/drivers/workflow";
import { claimDrive, driveLateMs, passDrive } from "@/lib/sync/drives";
import { findNextWork } from "@/lib/sync/next-work";
import { wantDelta } from "@/tests/support/commands";
import { acme, type Mirror, readValue, startMirror } from "@/tests/support/mirror";

const minute = 60_000;
const hour = 60 * minute;
const endpoint = "/hris/employees";

let mirror: Mirror;
beforeEach(async () => {
  mirror = await startMirror({ integrations: [acme] });
});
afterEach(() => mirror.stop());

const now = () => mirror.clock.now();
const inMs = (ms: number) => addMilliseconds(now(), ms);
const next = () => findNextWork(mirror.pool, mirror.deps);

const mark = () => wantDelta(mirror, endpoint);

describe("when work is due next", () => {
  test("nothing is ever due without an integration", async () => {
    expect(await next()).toBeNull();
  });

  test("a mark is due at once", async () => {
    await mirror.connect();
    await mark();
    expect(await next()).toEqual(now());
  });

  test("a quiet mirror is due for its catch-up, and a tick just before finds nothing", async () => {
    await mirror.connect();
    const at = await next();
    expect(at).toEqual(inMs(6 * hour));
    mirror.clock.advance(6 * hour - 1);
    expect((await mirror.drain()).slices).toBe(0);
    mirror.clock.advance(2);
    expect((await mirror.drain()).slices).toBeGreaterThan(0);
  });

  test("an integration with a shorter objective is due in half of it", async () => {
    await mirror.connect();
    await mirror.pool.query("UPDATE integrations SET confirm_objective_seconds = 3600");
    const at = await next();
    expect(at).toEqual(inMs(hour / 2));
    mirror.clock.advance(hour / 2 - 1);
    expect((await mirror.drain()).slices).toBe(0);
    mirror.clock.advance(2);
    expect((await mirror.drain()).slices).toBeGreaterThan(0);
  });

  test("what a live lease holds is due when the lease ends", async () => {
    await mirror.connect();
    await mark();
    await mirror.pool.query("UPDATE endpoint_states SET lease_owner = gen_random_uuid(), lease_expires_at = $1", [
      inMs(minute),
    ]);
    expect(await next()).toEqual(inMs(minute));
  });

  test("I17: not before the key's limit resets", async () => {
    await mirror.connect();
    await mark();
    await mirror.pool.query("UPDATE kombo_keys SET blocked_until = $1", [inMs(2 * minute)]);
    expect(await next()).toEqual(inMs(2 * minute));
  });

  test("a paused integration is not due", async () => {
    await mirror.connect();
    await mark();
    await mirror.pool.query("UPDATE integrations SET paused_at = $1, details_due_at = NULL", [now()]);
    expect(await next()).toBeNull();
  });
});

describe("one drive", () => {
  test("of many that plan at the same instant one starts a drive, and none while it will wake in time", async () => {
    await mirror.connect();
    await mark();
    const planned = await Promise.all(Array.from({ length: 5 }, () => planDrive(mirror.deps)));
    expect(planned.filter((plan) => plan !== null)).toHaveLength(1);
    expect(await planDrive(mirror.deps)).toBeNull();
  });

  test("does what is due, then waits for what the rows say", async () => {
    await mirror.connect();
    await mark();
    const planned = await planDrive(mirror.deps);
    const { token, waitMs } = planned ?? { token: "", waitMs: 0 };
    mirror.clock.advance(waitMs);
    const outcome = await driveOnce(mirror.deps, { token, concurrency: 2 });
    expect(await readValue(mirror.pool, "SELECT bool_and(wanted_seq = done_seq) FROM endpoint_states")).toBe(true);
    // Then the catch-up of all the others, which no mark has confirmed since.
    expect(outcome).toEqual({ kind: "waits", waitMs: 6 * hour - waitMs });
  });

  test("that sleeps too long is superseded by what is due earlier, and ends when it wakes", async () => {
    await mirror.connect();
    const sleeper = await planDrive(mirror.deps);
    expect(sleeper?.waitMs).toBe(6 * hour);
    await mark();
    const sooner = await planDrive(mirror.deps);
    expect(sooner?.waitMs).toBeLessThan(minute);
    expect(await driveOnce(mirror.deps, { token: sleeper?.token ?? "", concurrency: 2 })).toEqual({ kind: "over" });
  });

  test("that died is followed by another", async () => {
    await mirror.connect();
    await mark();
    expect(await planDrive(mirror.deps)).not.toBeNull();
    mirror.clock.advance(driveLateMs + minute);
    expect(await planDrive(mirror.deps)).not.toBeNull();
  });

  test("does not turn without rest around work that others hold", async () => {
    await mirror.connect();
    const token = (await claimDrive(mirror.pool, { now: now(), wakesAt: now() })) ?? "";
    await mark();
    await mirror.pool.query("UPDATE endpoint_states SET enabled = false WHERE endpoint <> $1", [endpoint]);
    await mirror.pool.query("UPDATE endpoint_states SET lease_owner = gen_random_uuid(), lease_expires_at = $1", [
      inMs(1),
    ]);
    const outcome = await driveOnce(mirror.deps, { token, concurrency: 1 });
    expect(outcome).toEqual({ kind: "waits", waitMs: 30_000 });
  });

  test("hands over once, however often the step is delivered", async () => {
    const token = (await claimDrive(mirror.pool, { now: now(), wakesAt: now() })) ?? "";
    expect(await passDrive(mirror.pool, { token, wakesAt: now() })).not.toBeNull();
    expect(await passDrive(mirror.pool, { token, wakesAt: now() })).toBeNull();
  });
});
