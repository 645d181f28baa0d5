import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { changeSettings } from "@/lib/sync/change-settings";
import { chooseEndpoints, type EndpointChoice } from "@/lib/sync/choose-endpoints";
import { claimWork } from "@/lib/sync/claim-work";
import { pauseIntegration, resumeIntegration } from "@/lib/sync/pause-integration";
import { runSlice } from "@/lib/sync/run-slice";
import {
  endpointChoiceAnswerSchema,
  pauseAnswerSchema,
  settingsAnswerSchema,
  type SettingsRequest,
  settingsRequestSchema,
} from "@/lib/sync/schema/controls";
import {
  aroundPages,
  claimNext,
  commandDepsOf,
  leaveForgotten,
  listAudit,
  operator,
  wantDelta,
  wantFull,
} from "@/tests/support/commands";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { integrationOf, type Mirror, readValue } from "@/tests/support/mirror";

const minute = 60_000;
const endpoint = "/hris/employees";

let mirror: Mirror;
beforeEach(async () => {
  mirror = await startConnectedMirror({ size: 600 });
});
afterEach(() => mirror.stop());

const komboIntegrationId = () => integrationOf(mirror).id;

const command = () => ({ actor: operator, komboIntegrationId: komboIntegrationId() });
const pause = async () => pauseAnswerSchema.parse(await pauseIntegration(commandDepsOf(mirror), command()));
const resume = async () => pauseAnswerSchema.parse(await resumeIntegration(commandDepsOf(mirror), command()));
const choose = async (choice: Partial<EndpointChoice>) =>
  endpointChoiceAnswerSchema.parse(
    await chooseEndpoints(commandDepsOf(mirror), { ...command(), enable: [], disable: [], dryRun: false, ...choice }),
  );
const state = <Value>(expression: string, path = endpoint) =>
  readValue<Value>(mirror.pool, `SELECT ${expression} FROM endpoint_states WHERE endpoint = $1`, [path]);
const newestRun = <Value>(expression: string, path = endpoint) =>
  readValue<Value>(
    mirror.pool,
    `SELECT ${expression} FROM sync_runs WHERE endpoint = $1 ORDER BY created_at DESC, id LIMIT 1`,
    [path],
  );
const records = () =>
  readValue<number>(mirror.pool, "SELECT count(*)::int FROM records WHERE endpoint = $1", [endpoint]);
const change = async (settings: SettingsRequest) =>
  settingsAnswerSchema.parse(await changeSettings(commandDepsOf(mirror), { ...command(), settings }));
const marked = () =>
  readValue<number>(mirror.pool, "SELECT count(*)::int FROM endpoint_states WHERE wanted_seq > done_seq");
const countRuns = () => readValue<number>(mirror.pool, "SELECT count(*)::int FROM sync_runs");

async function announce(...models: string[]): Promise<void> {
  mirror.kombo.announce(komboIntegrationId(), models);
  await mirror.deliverWebhooks();
}

describe("pause and resume", () => {
  test("I1: while paused no run is claimed, webhooks are stored and mark endpoints; resumed, these are due at once", async () => {
    expect(await pause()).toEqual({ pausedAt: mirror.clock.now().toISOString(), stopping: [], due: [] });
    const runs = await countRuns();
    await announce("hris_absences");
    mirror.clock.advance(minute);
    await mirror.drain();
    expect(await countRuns()).toBe(runs);
    expect(await readValue(mirror.pool, "SELECT outcome FROM webhook_events WHERE type = 'data-changed'")).toBe(
      "marked",
    );
    expect(await state("wanted_seq - done_seq", "/hris/absences")).toBe("1");
    expect(await resume()).toEqual({ pausedAt: null, stopping: [], due: ["/hris/absences"] });
    await mirror.drain();
    expect(await newestRun("state || ' ' || trigger", "/hris/absences")).toBe("succeeded webhook");
  });

  test("I5: a slice in progress stops after the page in hand, and the run goes on there when resumed", async () => {
    await wantFull(mirror, [endpoint]);
    const claim = await claimNext(mirror);
    const pausing = aroundPages(mirror, { before: async (asked) => asked === 2 && pause() });
    expect(await runSlice(pausing, claim)).toEqual({ kind: "yielded" });
    const pages = await newestRun<number>("pages");
    expect(pages).toBeLessThan(3);
    expect(await newestRun("state")).toBe("running");
    expect((await claimWork(mirror.deps)).kind).toBe("idle");
    expect((await resume()).due).toEqual([endpoint]);
    await mirror.drain();
    expect(await newestRun("state || ' ' || pages || ' ' || received || ' ' || restarts")).toBe("succeeded 3 600 0");
  });

  test("I9: paused when the pass is read, its sweep asks for nothing until resumed", async () => {
    await leaveForgotten(mirror, 3);
    await wantFull(mirror, [endpoint]);
    const claim = await claimNext(mirror);
    const pausing = aroundPages(mirror, { before: async (asked) => asked === 3 && pause() });
    await runSlice(pausing, claim);
    expect(mirror.kombo.requests.some(({ query }) => new URLSearchParams(query).has("ids"))).toBe(false);
    expect(await newestRun("state")).toBe("running");
    await resume();
    await mirror.drain();
    expect(await newestRun("state || ' ' || swept")).toBe("succeeded 3");
  });

  test("pausing twice keeps the first time and is audited once; an unknown integration is named so", async () => {
    const first = await pause();
    mirror.clock.advance(minute);
    expect(await pause()).toEqual(first);
    await resume();
    await resume();
    expect(await listAudit(mirror)).toEqual([
      { action: "integration.pause", target: komboIntegrationId(), actor: "Olga" },
      { action: "integration.resume", target: komboIntegrationId(), actor: "Olga" },
    ]);
    const unknown = pauseIntegration(commandDepsOf(mirror), { ...command(), komboIntegrationId: "no:such" });
    await expect(unknown).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("choosing endpoints", () => {
  test("a disabled endpoint loses its queued work and takes no marks, its records stay; a dry run only says so", async () => {
    await wantFull(mirror, [endpoint]);
    const would = {
      endpoint,
      endpointLabel: "Employees",
      enabled: false,
      effect: "stopped",
      endedRuns: 1,
      records: await state("live_records"),
    };
    expect(await choose({ disable: [endpoint], dryRun: true })).toEqual({ dryRun: true, endpoints: [would] });
    expect(await state("enabled")).toBe(true);
    expect(await choose({ disable: [endpoint] })).toEqual({ dryRun: false, endpoints: [would] });
    expect(await newestRun("state || ' ' || error_code || ' ' || error_message")).toBe(
      "cancelled DISABLED The endpoint was disabled by Olga",
    );
    await announce("hris_employees");
    await mirror.drain();
    expect(await state("wanted_seq - done_seq")).toBe("0");
    expect(await records()).toBe(600);
    expect(await readValue(mirror.pool, "SELECT last_fetched_from_kombo_at IS NOT NULL FROM integrations")).toBe(true);
  });

  test("an enabled endpoint is fetched in full, which brings what was missed meanwhile", async () => {
    await choose({ disable: [endpoint] });
    mirror.kombo.mutate(komboIntegrationId(), { kind: "create", model: "hris_employees" });
    await mirror.deliverWebhooks();
    await mirror.drain();
    expect(await records()).toBe(600);
    mirror.clock.advance(minute);
    const answer = await choose({ enable: [endpoint] });
    expect(answer.endpoints).toMatchObject([{ enabled: true, effect: "full_fetch", endedRuns: 0 }]);
    await mirror.drain();
    expect(await newestRun("state || ' ' || mode || ' ' || requested_by")).toBe("succeeded full Olga");
    expect(await records()).toBe(601);
    expect(await state("full_wanted_at")).toBeNull();
    expect((await choose({ enable: [endpoint] })).endpoints).toMatchObject([{ effect: "unchanged" }]);
  });

  test("enabled while paused, the full fetch waits until the integration is resumed", async () => {
    await choose({ disable: [endpoint] });
    await pause();
    mirror.clock.advance(minute);
    expect((await choose({ enable: [endpoint] })).endpoints).toMatchObject([{ effect: "full_fetch_later" }]);
    const runs = await countRuns();
    await mirror.drain();
    expect(await countRuns()).toBe(runs);
    await resume();
    await mirror.drain();
    expect(await newestRun("state || ' ' || mode")).toBe("succeeded full");
    expect(await state("last_full_fetch_at")).toEqual(mirror.clock.now());
  });

  test("I4: a page in hand of an endpoint that is disabled is not written", async () => {
    await wantFull(mirror, [endpoint]);
    const claim = await claimNext(mirror);
    await choose({ disable: [endpoint] });
    expect(await runSlice(mirror.deps, claim)).toEqual({ kind: "lost" });
    expect(await newestRun("state || ' ' || pages")).toBe("cancelled 0");
  });

  test("a wrong endpoint is refused by the name of its field", async () => {
    await expect(choose({ enable: ["/hris/nonsense"] })).rejects.toMatchObject({
      code: "bad_request",
      message: expect.stringMatching(/^enable: \/hris\/nonsense is not an endpoint/),
    });
    await expect(choose({ enable: [endpoint], disable: [endpoint] })).rejects.toMatchObject({
      message: expect.stringMatching(/^disable: /),
    });
  });
});

describe("settings of an integration", () => {
  test("changed_models marks the endpoints of the changed models, simplified every enabled one", async () => {
    await choose({ disable: ["/hris/timesheets"] });
    await announce("hris_absences");
    expect(await marked()).toBe(1);
    await mirror.drain();
    expect(await change({ strategy: "simplified" })).toMatchObject({ strategy: "simplified", legacyEvents: "act" });
    await announce("hris_absences");
    expect(await marked()).toBe(12);
    expect(await state("wanted_seq - done_seq", "/hris/timesheets")).toBe("0");
  });

  test.each(["sync-finished", "remote-event-received"])(
    "%s triggers deltas while acted on, and is stored as ignored while not",
    async (type) => {
      const send = async () => {
        mirror.kombo.sendWebhook(type, { integration_id: komboIntegrationId() });
        return mirror.deliverWebhooks();
      };
      expect(await send()).toMatchObject([{ kind: "stored", outcome: "marked", marked: 13 }]);
      await mirror.drain();
      expect(await newestRun("mode || ' ' || trigger || ' ' || state")).toBe("delta legacy_webhook succeeded");
      await change({ legacyEvents: "ignore" });
      expect(await send()).toMatchObject([{ kind: "stored", outcome: "ignored", marked: 0 }]);
      expect(await marked()).toBe(0);
    },
  );

  test("a change is audited with what was before; an empty or wrong one is refused", async () => {
    await change({ legacyEvents: "ignore" });
    const audited = "SELECT before || jsonb_build_object('after', after) FROM audit_events";
    expect(await readValue(mirror.pool, audited)).toEqual({
      legacyEvents: "act",
      after: { legacyEvents: "ignore" },
    });
    expect(settingsRequestSchema.safeParse({}).success).toBe(false);
    expect(settingsRequestSchema.safeParse({ strategy: "none" }).error?.issues[0]?.path).toEqual(["strategy"]);
  });
});

test("a mark of a paused integration's failing endpoint is due at once when resumed", async () => {
  mirror.kombo.setFaults([{ kind: "error", status: 400, code: "SOME.NEW_CODE", endpoint, times: 1 }]);
  await announce("hris_employments");
  await mirror.drain();
  expect(await newestRun("state")).toBe("failed");
  mirror.clock.advance(1_000);
  await pause();
  await wantDelta(mirror, endpoint);
  expect((await resume()).due).toEqual([endpoint]);
  await mirror.drain();
  expect(await newestRun("state")).toBe("succeeded");
});

const succeeded = () => state<Date>("last_succeeded_at");

test("an objective shorter than the catch-up is kept without a webhook; without one of its own the schedule holds", async () => {
  const before = await succeeded();
  mirror.clock.advance(2 * 3_600_000);
  await mirror.drain();
  expect(await succeeded()).toEqual(before);
  await change({ confirmObjectiveSeconds: 3_600 });
  await mirror.drain();
  expect((await succeeded()).getTime()).toBeGreaterThan(before.getTime());
  expect(await change({ confirmObjectiveSeconds: 93_600 })).toMatchObject({ confirmObjectiveSeconds: 93_600 });
  expect(await readValue(mirror.pool, "SELECT confirm_objective_seconds FROM integrations")).toBeNull();
});
