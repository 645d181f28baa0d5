import { describe, expect, it } from "vitest";

import type { EndpointRecord, IntegrationRecord } from "@/lib/health/data";
import { type CauseFacts, decideCauses } from "@/lib/health/decide-causes";
import type { HealthSettings } from "@/lib/health/status";
import { healthSettings } from "@/tests/support/health-settings";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = new Date("2026-11-20T14:33:00.000Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const ahead = (ms: number) => ago(-ms);

const settings = healthSettings;

const freshEndpoint: EndpointRecord = {
  endpoint: "/hris/employees",
  model: "hris_employees",
  enabled: true,
  unavailableReason: null,
  watermark: ago(minute),
  lastSucceededAt: ago(minute),
  lastFullFetchAt: ago(day),
  dirtySince: null,
  consecutiveFailures: 0,
  dueAt: null,
  liveRecords: 2_906,
  deletedRecords: 0,
  activeRunId: null,
  activeRun: null,
};

function integration(part: Partial<IntegrationRecord> = {}, endpoint: Partial<EndpointRecord> = {}): IntegrationRecord {
  return {
    id: "i-1",
    komboIntegrationId: "personio:acme",
    tool: "personio",
    toolLabel: "Personio",
    category: "HRIS",
    organizationName: "Acme",
    state: "ACTIVE",
    setupStatus: "COMPLETED",
    qaStatus: "PASSED",
    pausedAt: null,
    deletedAt: null,
    objectives: { serveMs: 5 * minute, confirmMs: 26 * 60 * minute },
    createdAt: ago(30 * day),
    lastWebhookAt: ago(minute),
    lastFetchedFromKomboAt: ago(minute),
    lastDeltaFetchAt: ago(minute),
    originId: null,
    strategy: "changed_models",
    legacyEvents: "act",
    dataExpiredAt: null,
    detailsFetchedAt: ago(minute),
    keptAt: null,
    purgeWantedAt: null,
    purgedAt: null,
    endpoints: [{ ...freshEndpoint, ...endpoint }],
    ...part,
  };
}

const goodKey = {
  blockedUntil: null,
  blockedReason: null,
  lastOkAt: ago(minute),
  latencyMs: 180,
  clockOffsetMs: 0,
  deltasOnlyUntil: null,
};

function facts(part: Partial<CauseFacts> = {}): CauseFacts {
  return {
    records: [integration()],
    key: goodKey,
    beats: { resident: ago(1_000) },
    rejections: [],
    held: [],
    failures: [],
    silence: [],
    undelivered: null,
    ...part,
  };
}

const kinds = (part: Partial<CauseFacts>, changed: Partial<HealthSettings> = {}) =>
  decideCauses(facts(part), { ...settings, ...changed }, now).map(({ kind }) => kind);

const behind = { dirtySince: ago(hour) };
const failure = {
  integrationId: "i-1",
  endpoint: "/hris/employees",
  runId: "run-1",
  errorCode: "PLATFORM.INPUT_INVALID",
  failedAt: ago(hour),
  dueAt: ahead(minute),
};
const rejection = {
  cause: "signature does not match",
  count: 2,
  firstAt: ago(3 * hour),
  lastAt: ago(2 * hour),
  lastVerifiedAt: ago(minute),
};
const limited = {
  activeRun: { state: "running", waitingUntil: ahead(3 * minute), errorCode: "PLATFORM.RATE_LIMIT_EXCEEDED" },
};

describe("one line a cause", () => {
  it.each<[string, Partial<CauseFacts>, readonly string[]]>([
    ["all is well", {}, []],
    ["a pause is what somebody chose", { records: [integration({ pausedAt: ago(day) }, behind)] }, []],
    ["switched off in Kombo is what somebody chose", { records: [integration({ state: "INACTIVE" }, behind)] }, []],
    ["a lost connection, whatever else is late", { records: [integration({ state: "INVALID" }, behind)] }, ["invalid"]],
    ["one that Kombo does not know", { records: [integration({ state: "NOT_FOUND" })] }, ["not_found"]],
    ["set-up not finished", { records: [integration({ setupStatus: "INCOMPLETE" }, behind)] }, ["setup_incomplete"]],
    ["quality assurance failed", { records: [integration({ qaStatus: "FAILED" })] }, ["qa_failed"]],
    ["announced and not fetched", { records: [integration({}, behind)] }, ["behind"]],
    ["not confirmed", { records: [integration({}, { lastSucceededAt: ago(27 * hour) })] }, ["unconfirmed"]],
    [
      "behind because it fails is failing",
      { records: [integration({}, { ...behind, consecutiveFailures: 1 })], failures: [failure] },
      ["failing"],
    ],
    [
      "a permission is missing",
      { records: [integration({}, { unavailableReason: "INTEGRATION.PERMISSION_MISSING" })] },
      ["permission_missing"],
    ],
    [
      "not offered by the tool is no trouble",
      { records: [integration({}, { unavailableReason: "INTEGRATION.MODEL_NOT_AVAILABLE" })] },
      [],
    ],
    ["filters changed", { records: [integration({ dataExpiredAt: ago(hour) })] }, ["data_expired"]],
    ["deleted, purged in ten days", { records: [integration({ deletedAt: ago(4 * day) })] }, []],
    ["deleted, purged in two days", { records: [integration({ deletedAt: ago(12 * day) })] }, ["purge_due"]],
    ["deleted, kept by a person", { records: [integration({ deletedAt: ago(12 * day), keptAt: ago(day) })] }, []],
    [
      "the limit is the key's, however many wait",
      { records: [integration({}, limited), integration({ id: "i-2", komboIntegrationId: "b" }, limited)] },
      ["rate_limited"],
    ],
    ["alerts that do not arrive", { undelivered: { count: 1, since: ago(hour) } }, ["alerts_undelivered"]],
  ])("%s", (_, part, expected) => {
    expect(kinds(part)).toEqual(expected);
  });

  it("worst first", () => {
    const records = [integration({}, behind), integration({ id: "i-2", komboIntegrationId: "b", state: "INVALID" })];
    expect(kinds({ records })).toEqual(["invalid", "behind"]);
  });

  it("each has a name of its own that lasts as long as it", () => {
    const records = [integration({}, behind), integration({ id: "i-2", komboIntegrationId: "b" }, behind)];
    expect(decideCauses(facts({ records }), settings, now).map(({ id }) => id)).toEqual([
      "behind:personio:acme",
      "behind:b",
    ]);
  });
});

describe("what follows from a cause of the whole service is no cause of its own", () => {
  const records = [integration({}, { ...behind, ...limited })];
  it.each<[string, Partial<CauseFacts>, readonly string[]]>([
    ["no key", { records, key: null }, ["no_key"]],
    [
      "a refused key, also between two tries",
      { records, key: { ...goodKey, blockedReason: "refused", blockedUntil: ago(1_000), lastOkAt: ago(day) } },
      ["key_refused"],
    ],
    [
      "a key that was refused and is taken again",
      { key: { ...goodKey, blockedReason: "refused", blockedUntil: ago(hour) } },
      [],
    ],
    ["a loop that stopped", { records, beats: { resident: ago(4 * minute) } }, ["driver_late"]],
    ["a loop that never ran", { records, beats: {} }, ["driver_late"]],
    ["a loop that never ran, and nothing to do", { records: [], beats: {} }, []],
    [
      "Kombo does not answer",
      {
        records: [integration({}, { ...behind, consecutiveFailures: 2 })],
        failures: [{ ...failure, errorCode: "TIMEOUT" }],
        key: { ...goodKey, lastOkAt: ago(hour) },
      },
      ["kombo_unreachable"],
    ],
    [
      "Kombo answers others: it is this one's trouble",
      { records: [integration({}, { consecutiveFailures: 2 })], failures: [{ ...failure, errorCode: "TIMEOUT" }] },
      ["failing"],
    ],
  ])("%s", (_, part, expected) => {
    expect(kinds(part)).toEqual(expected);
  });

  it("a daily cron has days", () => {
    const beats = { tick: ago(2 * day) };
    expect(kinds({ beats }, { driverBeatMs: day })).toEqual([]);
    expect(kinds({ beats: { tick: ago(4 * day) } }, { driverBeatMs: day })).toEqual(["driver_late"]);
  });

  it("a lost connection shows beside it: another person mends it", () => {
    expect(kinds({ records: [integration({ state: "INVALID" })], key: null })).toEqual(["no_key", "invalid"]);
  });
});

describe("rejected deliveries", () => {
  it("are a cause until verified ones arrive for an hour", () => {
    expect(kinds({ rejections: [rejection] })).toEqual([]);
    expect(kinds({ rejections: [{ ...rejection, lastVerifiedAt: null }] })).toEqual(["rejected_webhooks"]);
    expect(kinds({ rejections: [{ ...rejection, lastVerifiedAt: ago(3 * hour) }] })).toEqual(["rejected_webhooks"]);
    expect(kinds({ rejections: [{ ...rejection, lastAt: ago(2 * minute) }] })).toEqual(["rejected_webhooks"]);
  });

  it("without a secret they are all rejected: that is the cause", () => {
    expect(kinds({ rejections: [{ ...rejection, lastVerifiedAt: null }] }, { hasWebhookSecret: false })).toEqual([
      "no_secret",
    ]);
  });
});

describe("the words", () => {
  const [sweep] = decideCauses(
    facts({
      held: [
        {
          runId: "run-9",
          integrationId: "i-1",
          endpoint: "/hris/employees",
          heldAt: ago(hour),
          candidates: 214,
          live: 2_906,
        },
      ],
    }),
    settings,
    now,
  );

  it("say in numbers what waits, and where it is decided", () => {
    expect(sweep).toMatchObject({
      id: "held:run-9",
      text: "The full fetch of employees would delete 214 of 2,906 records (7.4 %). Nothing was deleted.",
      action: "Review 214 records",
      href: "/runs/run-9",
    });
  });

  it("never repeat what only looks like a code", () => {
    const shout = decideCauses(
      facts({
        records: [integration({}, { consecutiveFailures: 1 })],
        failures: [{ ...failure, errorCode: "Jane Doe <jane@acme.example>" }],
      }),
      settings,
      now,
    );
    expect(shout[0]?.text).not.toContain("Jane");
  });
});
