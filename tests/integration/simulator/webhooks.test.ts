import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createManualClock, type ManualClock } from "@/lib/simulator/manual-clock";
import type { Mutation, Simulator } from "@/lib/simulator/simulator";
import { startSimulator } from "@/lib/simulator/start-simulator";
import { webhookTypes } from "@/lib/simulator/webhook-data";

import { integrationOf } from "./kombo-reader";
import { startReceiver, type Receiver } from "./webhook-receiver";

const secret = "whsec";
let receiver: Receiver;
let clock: ManualClock;
let simulator: Simulator;
let hris: string;

beforeEach(async () => {
  receiver = await startReceiver();
  clock = createManualClock(new Date("2026-03-02T09:00:00Z"));
  simulator = await startSimulator({ clock, size: 50, webhook: { url: receiver.url, secret } });
  hris = integrationOf(simulator, "HRIS");
});

afterEach(async () => {
  await simulator.stop();
  await receiver.stop();
});

function rename(model: string, remoteId = "1"): Mutation {
  return { kind: "update", model, remoteId, fields: { name: "Renamed" } };
}

function modelsOf(body: string): readonly string[] {
  return JSON.parse(body).data.changed_models.map(({ name }: { name: string }) => name);
}

describe("data-changed", () => {
  it("goes out at once for the first change, and once at the window's end for all others together", async () => {
    simulator.mutate(hris, rename("hris_teams"));
    simulator.mutate(hris, rename("hris_locations"));
    simulator.mutate(hris, rename("hris_teams"));
    simulator.mutate(hris, rename("hris_legal_entities"));
    expect((await receiver.until(1)).map(({ body }) => modelsOf(body))).toEqual([["hris_teams"]]);

    await untilLogged(1);
    clock.advance(29_999);
    await untilLogged(1);
    expect(receiver.received).toHaveLength(1);
    clock.advance(1);
    const [, merged] = await receiver.until(2);
    expect(modelsOf(merged?.body ?? "")).toEqual(["hris_locations", "hris_teams", "hris_legal_entities"]);
  });

  it("waits a whole window again after a merged event, and goes out at once after a quiet window", async () => {
    simulator.mutate(hris, rename("hris_teams"));
    simulator.mutate(hris, rename("hris_teams"));
    clock.advance(30_000);
    await receiver.until(2);
    simulator.mutate(hris, rename("hris_locations"));
    clock.advance(30_000);
    expect(modelsOf((await receiver.until(3))[2]?.body ?? "")).toEqual(["hris_locations"]);
    clock.advance(30_000);
    simulator.mutate(hris, rename("hris_teams"));
    await receiver.until(4);
  });

  it("is debounced for each integration by itself", async () => {
    simulator.mutate(hris, rename("hris_teams"));
    simulator.mutate(integrationOf(simulator, "ATS"), rename("ats_tags"));
    const ids = (await receiver.until(2)).map(({ body }) => JSON.parse(body).data.integration_id);
    expect(new Set(ids).size).toBe(2);
  });

  it.each([
    ["hris_employments", { kind: "update", model: "hris_employments", remoteId: "1-1", fields: { job_title: "x" } }],
    ["hris_join_employees_teams", { kind: "members", model: "hris_join_employees_teams", remoteId: "1", to: ["2"] }],
    ["hris_employees", { kind: "link", model: "hris_employees", remoteId: "3", link: "manager", to: "2" }],
    ["hris_absences", { kind: "create", model: "hris_absences", parent: "1" }],
  ] as const)("names %s for the change that is one", async (model, mutation) => {
    simulator.mutate(hris, mutation);
    expect(modelsOf((await receiver.until(1))[0]?.body ?? "")).toEqual([model]);
  });

  it("names what is deleted below a deleted record, too", async () => {
    simulator.mutate(hris, { kind: "delete", model: "hris_employees", remoteId: "2" });
    const models = modelsOf((await receiver.until(1))[0]?.body ?? "");
    expect(models).toEqual(expect.arrayContaining(["hris_employees", "hris_employments", "hris_time_off_balances"]));
  });

  it("says nothing about a silent change", async () => {
    simulator.mutate(hris, rename("hris_teams"), { silent: true });
    simulator.life.step(hris, { silent: true });
    await simulator.flushWebhooks();
    expect(simulator.sentWebhooks).toEqual([]);
  });

  it("can be announced without any change", async () => {
    simulator.announce(hris, ["hris_skill_scales"]);
    expect(modelsOf((await receiver.until(1))[0]?.body ?? "")).toEqual(["hris_skill_scales"]);
  });
});

describe("a delivery", () => {
  it.each([false, true])("is signed over its exact bytes (pretty: %s)", async (pretty) => {
    simulator.configureWebhook({ pretty });
    simulator.sendWebhook("integration-created");
    const [first] = await receiver.until(1);
    const body = first?.body ?? "";
    const expected = createHmac("sha256", secret).update(body, "utf8").digest("base64url");
    expect(first?.headers["x-kombo-signature"]).toBe(expected);
    expect(expected).not.toContain("=");
    expect(body.includes('\n  "id"')).toBe(pretty);
    expect(JSON.parse(body).id).toMatch(/^[1-9A-HJ-NP-Za-km-z]{24}$/);
  });

  it("that is refused is repeated with the same id and bytes until it is taken", async () => {
    receiver.statuses.push(500, 503);
    simulator.sendWebhook("integration-created");
    await simulator.flushWebhooks();
    const [first, second, third] = receiver.received;
    expect([second?.body, third?.body]).toEqual([first?.body, first?.body]);
    expect(simulator.sentWebhooks.map(({ status, attempt }) => [status, attempt])).toEqual([
      [500, 1],
      [503, 2],
      [200, 3],
    ]);
  });

  it("waits longer before each further attempt", async () => {
    receiver.statuses.push(500, 500);
    simulator.sendWebhook("integration-created");
    await receiver.until(1);
    await untilLogged(1);
    clock.advance(1_000);
    await receiver.until(2);
    await untilLogged(2);
    clock.advance(1_999);
    expect(simulator.sentWebhooks).toHaveLength(2);
    clock.advance(1);
    await receiver.until(3);
  });

  it("without anybody listening fails and harms nobody", async () => {
    await receiver.stop();
    simulator.configureWebhook({ retries: 1 });
    simulator.sendWebhook("integration-created");
    await simulator.flushWebhooks();
    expect(simulator.sentWebhooks.map(({ status }) => status)).toEqual(["failed", "failed"]);
    receiver = await startReceiver();
  });

  it("is lost, doubled or overtaken when told so", async () => {
    simulator.configureWebhook({ lose: 1 });
    simulator.sendWebhook("integration-created");
    simulator.configureWebhook({ lose: 0, duplicate: 1 });
    const doubled = simulator.sendWebhook("integration-created");
    await simulator.flushWebhooks();
    simulator.configureWebhook({ duplicate: 0, reorder: 1 });
    const late = simulator.sendWebhook("integration-created");
    const early = simulator.sendWebhook("sync-finished");
    await simulator.flushWebhooks();
    const ids = receiver.received.map(({ body }) => JSON.parse(body).id);
    expect(ids.slice(0, 2)).toEqual([doubled, doubled]);
    expect(new Set(ids.slice(2))).toEqual(new Set([early, late]));
    expect(simulator.sentWebhooks[0]?.status).toBe("lost");
  });

  it("comes late when told so, however much is sent meanwhile", async () => {
    simulator.configureWebhook({ late: 1, lateMs: 60_000 });
    const late = simulator.sendWebhook("integration-created");
    simulator.configureWebhook({ late: 0 });
    const punctual = simulator.sendWebhook("sync-finished");
    await simulator.flushWebhooks();
    expect(simulator.sentWebhooks.map(({ id }) => id)).toEqual([punctual]);
    clock.advance(60_000);
    await receiver.until(2);
    expect(receiver.received.map(({ body }) => JSON.parse(body).id)).toEqual([punctual, late]);
  });
});

describe("an event", () => {
  it.each([...webhookTypes, "something-new"])("of the type %s can be sent", async (type) => {
    simulator.sendWebhook(type);
    expect(JSON.parse((await receiver.until(1))[0]?.body ?? "")).toMatchObject({ type });
  });

  it("tells that an integration was created, changed its state and was deleted", async () => {
    const { id } = simulator.createIntegration({ category: "LMS", tool: "moodle", organizationName: "Neu" });
    simulator.setState(id, { state: "INVALID" });
    simulator.deleteIntegration(id);
    await simulator.flushWebhooks();
    const bodies = simulator.sentWebhooks.map(({ body }) => JSON.parse(body));
    const byType = new Map(bodies.map(({ type, data }) => [type, data]));
    expect(byType.get("integration-created")).toMatchObject({ id, tool: "moodle", category: "LMS" });
    expect(byType.get("integration-state-changed")).toMatchObject({ integration_id: id, state: "INVALID" });
    expect(byType.get("integration-deleted")).toMatchObject({ id, deleted_at: clock.now().toISOString() });
  });

  it("tells the end of a forced sync, which runs once at a time", async () => {
    const first = await forceSync();
    expect(await forceSync()).toEqual({ ...first, already_queued: true });
    clock.advance(2_000);
    expect(JSON.parse((await receiver.until(1))[0]?.body ?? "").type).toBe("sync-finished");
    expect((await forceSync()).already_queued).toBe(false);
  });
});

/** The receiver knows of a delivery before the sender knows its answer. */
async function untilLogged(count: number): Promise<void> {
  while (simulator.sentWebhooks.length < count) await new Promise((resolve) => setImmediate(resolve));
  // The retry's timer is set in the turn after the log.
  await new Promise((resolve) => setImmediate(resolve));
}

async function forceSync() {
  const response = await fetch(`${simulator.url}/force-sync`, {
    method: "POST",
    headers: { authorization: `Bearer ${simulator.apiKey}`, "x-integration-id": hris },
  });
  return (await response.json()).data;
}
