import { waitForSleep } from "@workflow/vitest";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { getRun, start } from "workflow/api";
import { getWorld } from "workflow/runtime";

import { drive } from "@/lib/server/drive";
import { planDrive } from "@/lib/sync/drivers/workflow";
import { markDirty } from "@/lib/sync/mark-dirty";
import { type Mirror, readValue, startMirror } from "@/tests/support/mirror";

let mirror: Mirror;
beforeEach(async () => {
  const integrations = [{ category: "HRIS" as const, tool: "personio", organizationName: "Acme" }];
  mirror = await startMirror({ integrations });
  // What the steps are given in a function; their bundle has modules of its own and shares only this.
  vi.stubGlobal("komboMirror", { sync: mirror.deps });
  vi.stubEnv("DATABASE_URL", mirror.databaseUrl);
  vi.stubEnv("AUTH_SECRET", "a secret of the tests, long enough for them");
  await mirror.connect();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  await mirror.stop();
});

async function mark(): Promise<void> {
  const integrationId = await readValue<string>(mirror.pool, "SELECT id FROM integrations");
  const at = mirror.clock.now();
  const endpoints = ["/hris/employees"];
  await markDirty(mirror.pool, { integrationId, endpoints, trigger: "webhook", webhookEventId: null, at });
}

async function planned() {
  const plan = await planDrive(mirror.deps);
  if (!plan) throw new Error("No drive was needed");
  return plan;
}

const isServed = () => readValue<boolean>(mirror.pool, "SELECT bool_and(wanted_seq = done_seq) FROM endpoint_states");

test("a run sleeps until work is due, does it, sleeps again, and ends when another took over", async () => {
  await mark();
  const run = await start(drive, [await planned()]);
  const first = await waitForSleep(run);
  expect(await isServed()).toBe(false);

  mirror.clock.advance(30_000);
  await run.wakeUp({ correlationIds: [first] });
  const second = await waitForSleep(run);
  expect(second).not.toBe(first);
  expect(await isServed()).toBe(true);

  await mark();
  await planned();
  await run.wakeUp({ correlationIds: [second] });
  expect(await run.returnValue).toBe("over");
  expect(await isServed()).toBe(false);
});

test("after its ticks it hands over to a run of its own kind, which waits as long", async () => {
  const plan = await planned();
  const run = await start(drive, [plan, 1]);
  await run.wakeUp({ correlationIds: [await waitForSleep(run)] });
  expect(await run.returnValue).toBe("handed over");
  const [row] = (await mirror.pool.query<{ token: string }>("SELECT token FROM drives")).rows;
  expect(row?.token).not.toBe(plan.token);
  const world = getWorld();
  const { data } = await world.runs.list({ workflowName: await run.workflowName });
  const [heir, ...others] = data.filter(({ status }) => status === "pending" || status === "running");
  expect(others).toEqual([]);
  expect(await waitForSleep(getRun(heir?.runId ?? ""))).not.toBe("");
});
