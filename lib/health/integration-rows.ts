import { formatSpan } from "@/lib/format";
import type { HealthKind } from "@/lib/health/schema/health-words";

import type { EndpointRecord, IntegrationRecord } from "./data";
import { decideIntegrationHealth, type Objectives } from "./endpoint-health";
import type { IntegrationRow } from "./schema";

/** What the endpoints of an integration add up to. */
export type EndpointTotals = {
  /** Of those that are offered. */
  readonly endpoints: number;
  readonly records: number;
  readonly deletedRecords: number;
  readonly runningRuns: number;
  readonly lastFullFetchAt: Date | null;
  readonly lastDeltaFetchAt: Date | null;
};

export const noEndpoints: EndpointTotals = {
  endpoints: 0,
  records: 0,
  deletedRecords: 0,
  runningRuns: 0,
  lastFullFetchAt: null,
  lastDeltaFetchAt: null,
};

/** Of an integration with all its endpoints. */
export function toIntegrationRow(record: IntegrationRecord, now: Date): IntegrationRow {
  return describeIntegration(record, totalsOf(record), now);
}

function totalsOf({ endpoints, lastDeltaFetchAt }: IntegrationRecord): EndpointTotals {
  const offered = endpoints.filter(isOffered);
  const sum = (value: (endpoint: EndpointRecord) => number) =>
    endpoints.reduce((total, endpoint) => total + value(endpoint), 0);
  return {
    endpoints: offered.length,
    records: sum(({ liveRecords }) => liveRecords),
    deletedRecords: sum(({ deletedRecords }) => deletedRecords),
    runningRuns: endpoints.filter(({ activeRun }) => activeRun !== null).length,
    lastFullFetchAt: oldestOrNull(offered.map(({ lastFullFetchAt }) => lastFullFetchAt)),
    lastDeltaFetchAt,
  };
}

/** Of an integration with at least those of its endpoints that are not well. */
export function describeIntegration(record: IntegrationRecord, totals: EndpointTotals, now: Date): IntegrationRow {
  const verdict = decideIntegrationHealth(record, record.endpoints, now);
  return {
    komboIntegrationId: record.komboIntegrationId,
    tool: record.tool,
    toolLabel: record.toolLabel ?? toTitle(record.tool),
    category: record.category,
    organizationName: record.organizationName,
    state: record.state,
    setupStatus: record.setupStatus,
    qaStatus: record.qaStatus,
    pausedAt: toIso(record.pausedAt),
    deletedAt: toIso(record.deletedAt),
    createdAt: record.createdAt.toISOString(),
    lastWebhookAt: toIso(record.lastWebhookAt),
    lastDeltaFetchAt: toIso(totals.lastDeltaFetchAt),
    lastFullFetchAt: toIso(totals.lastFullFetchAt),
    lastFetchedFromKomboAt: toIso(record.lastFetchedFromKomboAt),
    records: totals.records,
    deletedRecords: totals.deletedRecords,
    endpoints: totals.endpoints,
    runningRuns: totals.runningRuns,
    health: { kind: verdict.kind, since: toIso(verdict.since), text: healthText(verdict.kind, record) },
  };
}

export function isOffered({ enabled, unavailableReason }: EndpointRecord): boolean {
  return enabled && unavailableReason === null;
}

/** Null while one of them has none: "last full fetch" means the last complete one of everything (I16). */
function oldestOrNull(times: readonly (Date | null)[]): Date | null {
  return (
    times.reduce<Date | null | undefined>((oldest, time) => {
      if (time === null || oldest === null) return null;
      return oldest === undefined || time < oldest ? time : oldest;
    }, undefined) ?? null
  );
}

type Told = { readonly tool: string; readonly state: string; readonly objectives: Objectives };

const textByKind: Readonly<Record<HealthKind, (told: Told) => string>> = {
  well: () => "",
  invalid: ({ tool }) =>
    `Kombo lost the connection: ${tool} refuses the credentials. The customer has to sign in again.`,
  failing: () => "The last run failed. It is tried again by itself; the run says why.",
  behind: ({ objectives }) =>
    `A change was announced more than ${formatSpan(objectives.serveMs)} ago and is not fetched yet.`,
  unconfirmed: ({ objectives }) =>
    `No complete fetch ended within ${formatSpan(objectives.confirmMs)}, so nothing confirms that the data is current.`,
  rate_limited: () => "Kombo's rate limit is used up. Fetching resumes by itself.",
  initial: () => "The first full fetch is not complete yet.",
  inactive: ({ state }) =>
    state === "NOT_FOUND"
      ? "Kombo does not know this integration any more, so nothing is fetched. It is asked for once a day."
      : "Switched off in Kombo, so nothing is fetched.",
  paused: () => "Paused here, so nothing is fetched.",
  deleted: () => "Deleted in Kombo. The records are kept until they are purged.",
};

function healthText(kind: HealthKind, record: IntegrationRecord): string {
  const { state, objectives } = record;
  return textByKind[kind]({ tool: record.toolLabel ?? toTitle(record.tool), state, objectives });
}

export function toIso(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}

function toTitle(tool: string): string {
  return tool.charAt(0).toUpperCase() + tool.slice(1);
}
