import { expect, test } from "vitest";

import type { CatchUp } from "@/lib/health/board-data";
import { decideComingUp } from "@/lib/health/coming-up";
import type { EndpointRecord, IntegrationRecord } from "@/lib/health/data";
import { toIntegrationRow } from "@/lib/health/integration-rows";
import type { RunRow } from "@/lib/sync/schema";

const minute = 60_000;
const hour = 60 * minute;
const now = new Date("2026-11-20T14:33:00.000Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const iso = (ms: number) => new Date(now.getTime() + ms).toISOString();

const employees: EndpointRecord = {
  endpoint: "/hris/employees",
  model: "hris_employees",
  enabled: true,
  unavailableReason: null,
  watermark: ago(hour),
  lastSucceededAt: ago(hour),
  lastFullFetchAt: ago(30 * hour),
  dirtySince: null,
  consecutiveFailures: 0,
  dueAt: null,
  liveRecords: 10,
  deletedRecords: 0,
  activeRunId: null,
  activeRun: null,
};

const acme: IntegrationRecord = {
  id: "1",
  komboIntegrationId: "personio:1",
  tool: "personio",
  toolLabel: "Personio",
  category: "HRIS",
  organizationName: "Acme",
  setupStatus: "COMPLETED",
  qaStatus: "PASSED",
  createdAt: ago(60 * hour),
  lastWebhookAt: null,
  lastFetchedFromKomboAt: null,
  originId: null,
  strategy: "changed_models",
  legacyEvents: "act",
  dataExpiredAt: null,
  detailsFetchedAt: null,
  keptAt: null,
  purgeWantedAt: null,
  purgedAt: null,
  lastDeltaFetchAt: null,
  state: "ACTIVE",
  pausedAt: null,
  deletedAt: null,
  objectives: { serveMs: 5 * minute, confirmMs: 26 * hour },
  endpoints: [employees],
};

const waiting: RunRow = {
  id: "run-1",
  komboIntegrationId: "personio:1",
  organizationName: "Acme",
  tool: "personio",
  endpoint: "/hris/absences",
  endpointLabel: "Absences",
  mode: "delta",
  dryRun: false,
  trigger: "webhook",
  state: "running",
  pages: 0,
  received: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  deleted: 0,
  restored: 0,
  stale: 0,
  invalid: 0,
  swept: 0,
  expected: null,
  waitingUntil: iso(3 * minute),
  requests: 1,
  retries: 0,
  slices: 1,
  errorCode: "PLATFORM.RATE_LIMIT_EXCEEDED",
  errorMessage: null,
  requestedBy: null,
  createdAt: iso(-minute),
  startedAt: iso(-minute),
  finishedAt: null,
};

function comingUp(
  records: readonly IntegrationRecord[],
  options: { running?: readonly RunRow[]; catchUp?: CatchUp } = {},
) {
  const rows = records.map((record) => toIntegrationRow(record, now));
  const nextFullFetchAt = new Date("2026-11-22T02:00:00.000Z");
  return decideComingUp({ records, rows, running: [], nextFullFetchAt, catchUp: null, ...options }, now);
}

test("what happens next stands soonest first, a run that waits by its name", () => {
  const catchUp = { at: ago(-5 * hour), count: 2 };
  expect(comingUp([acme], { running: [waiting], catchUp })).toEqual({
    next: [
      {
        kind: "rate_limit_ends",
        at: iso(3 * minute),
        count: 1,
        run: { id: "run-1", endpointLabel: "Absences", name: "Acme" },
      },
      { kind: "catch_up", at: iso(5 * hour), count: 2, run: null },
      { kind: "full_fetch", at: "2026-11-22T02:00:00.000Z", count: 1, run: null },
    ],
    paused: 0,
    lastFullFetchAt: iso(-30 * hour),
    withoutFullFetch: 0,
  });
});

test("nothing comes up for integrations that are paused, deleted or not connected, and the paused ones are counted", () => {
  const records = [
    { ...acme, pausedAt: ago(hour) },
    { ...acme, deletedAt: ago(hour) },
    { ...acme, state: "INVALID" },
  ];
  expect(comingUp(records)).toEqual({ next: [], paused: 1, lastFullFetchAt: null, withoutFullFetch: 0 });
});

test("one without a complete full fetch is said to have none", () => {
  const never = { ...acme, endpoints: [{ ...employees, lastFullFetchAt: null }] };
  expect(comingUp([acme, never])).toMatchObject({
    lastFullFetchAt: iso(-30 * hour),
    withoutFullFetch: 1,
    next: [{ kind: "full_fetch", count: 2 }],
  });
});
