import { describe, expect, it } from "vitest";

import type { IntegrationRecord } from "@/lib/health/data";
import { decideFirstRun, type FirstRunFacts } from "@/lib/health/first-run";
import type { FirstRunStep } from "@/lib/health/schema/connection";
import type { HealthSettings } from "@/lib/health/status";
import { healthSettings } from "@/tests/support/health-settings";

const now = new Date("2026-11-20T14:33:00.000Z");
const day = 86_400_000;

const settings = { ...healthSettings, hasAlertTarget: false };

const unusedKey = {
  blockedUntil: null,
  blockedReason: null,
  lastOkAt: null,
  latencyMs: null,
  clockOffsetMs: null,
  deltasOnlyUntil: null,
};
const nothing: FirstRunFacts = {
  key: unusedKey,
  beats: {},
  webhooks: { first: null, last: null, lastRejected: null },
  records: [],
};

function stepOf(id: FirstRunStep["id"], facts: Partial<FirstRunFacts>, set: Partial<HealthSettings> = {}) {
  const { steps } = decideFirstRun({ ...nothing, ...facts }, { ...settings, ...set }) ?? { steps: [] };
  return steps.find((step) => step.id === id);
}

const endpoint = (lastFullFetchAt: Date | null) => ({ enabled: true, unavailableReason: null, lastFullFetchAt });
const record = (...endpoints: readonly object[]) =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- no more of an integration is read here
  ({ tool: "personio", toolLabel: "Personio", createdAt: now, endpoints }) as unknown as IntegrationRecord;

const event = { id: "e-1", type: "kombo-mirror-test", at: now };
const rejected = (cause: string) => ({ webhooks: { first: null, last: null, lastRejected: { cause, at: now } } });

describe("each open step says why it does not become true by itself", () => {
  it.each<[string, FirstRunStep["id"], Partial<FirstRunFacts>, Partial<HealthSettings>, RegExp]>([
    ["without a key", "key", { key: null }, {}, /KOMBO_API_KEY is not set/],
    [
      "with a refused key",
      "key",
      { key: { ...unusedKey, blockedReason: "refused", blockedUntil: now } },
      {},
      /refuses the API key/,
    ],
    ["without a secret", "webhook", {}, { hasWebhookSecret: false }, /KOMBO_WEBHOOK_SECRET is not set/],
    ["with another secret", "webhook", rejected("signature does not match"), {}, /signature does not match/],
    ["at an address of this machine", "webhook", {}, { isWebhookReachable: false }, /cannot reach/],
    ["on Vercel without a cron secret", "scheduler", {}, { driverBeatMs: day, hasCronSecret: false }, /CRON_SECRET/],
  ])("%s", (_, id, facts, set, problem) => {
    const step = stepOf(id, facts, set);
    expect(step).toMatchObject({ isDone: false, problem: { title: expect.stringMatching(problem) } });
  });

  it("a healthy start has no problem, only open steps", () => {
    const { steps } = decideFirstRun(nothing, settings) ?? { steps: [] };
    expect(steps.map(({ isDone, problem }) => ({ isDone, problem }))).toEqual(
      Array.from({ length: 5 }, () => ({ isDone: false, problem: null })),
    );
  });
});

describe("a step is done by what was seen, not by what is set", () => {
  it("a key once Kombo has taken it, and not while it refuses it again", () => {
    const lastOkAt = new Date(now.getTime() - 1_000);
    expect(stepOf("key", { key: { ...unusedKey, lastOkAt, latencyMs: 182 } })).toMatchObject({ isDone: true });
    const refused = { ...unusedKey, lastOkAt, blockedReason: "refused", blockedUntil: now };
    expect(stepOf("key", { key: refused })).toMatchObject({ isDone: false, canTry: true });
  });

  it("a webhook once one was verified, a test event included, whatever was rejected before or after", () => {
    const webhooks = { first: event, last: event, lastRejected: { cause: "signature does not match", at: now } };
    expect(stepOf("webhook", { webhooks })).toMatchObject({ isDone: true, problem: null });
  });

  it("a full fetch in progress says how far it is, and nothing is left once all is done", () => {
    expect(stepOf("full_fetch", { records: [record(endpoint(now), endpoint(null))] })).toMatchObject({
      isDone: false,
      share: 0.5,
      text: "1 of 2 endpoints read completely.",
    });
    const done: FirstRunFacts = {
      key: { ...unusedKey, lastOkAt: now },
      beats: { resident: now },
      webhooks: { first: event, last: event, lastRejected: null },
      records: [record(endpoint(now), endpoint(now)), record(endpoint(null))],
    };
    expect(decideFirstRun(done, settings)).toBeNull();
  });

  it("the scheduler once its loop or a cron call was seen", () => {
    expect(stepOf("scheduler", { beats: { resident: now } })).toMatchObject({ isDone: true });
    expect(stepOf("scheduler", { beats: { tick: now } }, { driverBeatMs: day })).toMatchObject({ isDone: true });
    expect(stepOf("scheduler", { beats: { alerts: now } })).toMatchObject({ isDone: false });
  });

  it("nothing is to be tried without what it needs", () => {
    expect(stepOf("key", { key: null })).toMatchObject({ canTry: false });
    expect(stepOf("webhook", {}, { hasWebhookSecret: false })).toMatchObject({ canTry: false });
    expect(stepOf("webhook", {})).toMatchObject({ canTry: true });
  });
});
