import { listAuditChoices, listAuditEvents } from "@/lib/auth/audit-rows";
import type { AuditFilters } from "@/lib/auth/schema";
import { getActivity } from "@/lib/health/activity";
import { getConnection } from "@/lib/health/connection/get-connection";
import { getDrift } from "@/lib/health/drift";
import { getCutover } from "@/lib/health/get-cutover";
import { getIntegration } from "@/lib/health/get-integration";
import { listIntegrationRows } from "@/lib/health/list-integrations";
import { getOverview } from "@/lib/health/overview";
import type { ActivityRange } from "@/lib/health/schema/activity";
import { getStatus } from "@/lib/health/status";
import { listTimeline } from "@/lib/health/timeline";
import { listRunChanges } from "@/lib/mirror/change-rows";
import { listErasures } from "@/lib/mirror/erasure-rows";
import { findStoredHistory } from "@/lib/mirror/version-rows";
import { getReview } from "@/lib/sync/get-review";
import { getRun } from "@/lib/sync/get-run";
import { getRetention, previewRetention } from "@/lib/sync/retention/keep";
import { previewRewind } from "@/lib/sync/rewind-watermark";
import { listRuns } from "@/lib/sync/run-rows";
import type { RunFilters } from "@/lib/sync/schema";
import { type RetentionKind, retentionKinds } from "@/lib/sync/schema/retention-words";
import { getWebhook, listRejectedDeliveries, listWebhooks, listWebhookTypes } from "@/lib/webhooks/data";
import { previewReplay, previewReplayOfEvent } from "@/lib/webhooks/replay";
import type { WebhookFilters } from "@/lib/webhooks/schema";

import { type Asked, type ListCase, operator, settings } from "./list-case";

type Choices<Filters> = Readonly<Record<string, (asked: Asked) => Filters>>;

const runs: Choices<RunFilters> = {
  "first page": () => ({}),
  "page at depth": ({ examples }) => ({ cursor: examples.deep.runs }),
  "integration, large": ({ examples }) => ({ integration: examples.large }),
  "integration, small": ({ examples }) => ({ integration: examples.small }),
  "integration and endpoint": ({ examples }) => ({ integration: examples.large, endpoint: "/hris/employees" }),
  "integration, failed": ({ examples }) => ({ integration: examples.small, state: "failed" }),
  "integration, with changes": ({ examples }) => ({ integration: examples.small, changes: "yes" }),
  "integration, a rare trigger": ({ examples }) => ({ integration: examples.large, trigger: "replay" }),
  "endpoint, common": () => ({ endpoint: "/hris/employees" }),
  "endpoint, none": () => ({ endpoint: "/assessment/orders" }),
  running: () => ({ state: "running" }),
  queued: () => ({ state: "queued" }),
  "rate limited": () => ({ state: "rate_limited" }),
  failed: () => ({ state: "failed" }),
  cancelled: () => ({ state: "cancelled" }),
  "held for review": () => ({ state: "needs_review" }),
  succeeded: () => ({ state: "succeeded" }),
  "full fetches": () => ({ mode: "full" }),
  "single records": () => ({ mode: "ids" }),
  "trigger, common": () => ({ trigger: "webhook" }),
  "trigger, rare": () => ({ trigger: "manual" }),
  "trigger, none": () => ({ trigger: "replay" }),
  "trigger none, of an endpoint": () => ({ trigger: "replay", endpoint: "/hris/employees" }),
  "failed, of a mode and a trigger": () => ({ state: "failed", mode: "full", trigger: "initial" }),
  "with changes": () => ({ changes: "yes" }),
  "between two days": ({ at }) => ({ from: before(at, 40), to: before(at, 39) }),
  "failed, between two days": ({ at }) => ({ state: "failed", from: before(at, 40), to: before(at, 39) }),
};

const webhooks: Choices<WebhookFilters> = {
  "first page": () => ({}),
  "page at depth": ({ examples }) => ({ cursor: examples.deep.webhooks }),
  "integration, large": ({ examples }) => ({ integration: examples.large }),
  "integration, small": ({ examples }) => ({ integration: examples.small }),
  "type, common": () => ({ type: "data-changed" }),
  "type, rare": () => ({ type: "integration-created" }),
  "type, none": () => ({ type: "never-heard-of" }),
  "outcome, common": () => ({ outcome: "marked" }),
  "outcome, rare": () => ({ outcome: "registered" }),
  "outcome, none of a type": () => ({ outcome: "registered", type: "data-changed" }),
  "outcome, of an integration": ({ examples }) => ({ outcome: "registered", integration: examples.small }),
  "type, of an integration": ({ examples }) => ({ type: "integration-created", integration: examples.large }),
  "search: an event": ({ examples }) => ({ search: examples.event.komboEventId }),
  "search: how an event begins": ({ examples }) => ({ search: examples.event.komboEventId.slice(0, 7) }),
  "search: how all events begin": () => ({ search: "whe_" }),
  "search: an integration": ({ examples }) => ({ search: examples.large }),
  "search: a tool": () => ({ search: "personio:" }),
  "search: no hit": () => ({ search: "zzzz" }),
  "between two days": ({ at }) => ({ from: before(at, 40), to: before(at, 39) }),
};

const audit: Choices<AuditFilters> = {
  "first page": () => ({}),
  "page at depth": ({ examples }) => ({ cursor: examples.deep.audit }),
  "who, common": () => ({ actor: "Ana Admin" }),
  "who, none": () => ({ actor: "Nobody" }),
  "what, common": () => ({ action: "record.reveal" }),
  "what, none": () => ({ action: "people.role" }),
  "who and what": () => ({ actor: "Jan", action: "token.create" }),
  "search: an integration": ({ examples }) => ({ search: examples.large }),
  "search: part of an e-mail": () => ({ search: "person7@" }),
  "search: no hit": () => ({ search: "qqqzzz" }),
  "between two days": ({ at }) => ({ from: before(at, 40), to: before(at, 39) }),
};

const replays: Choices<WebhookFilters> = {
  everything: () => ({}),
  "type, common": () => ({ type: "data-changed" }),
  "integration, large": ({ examples }) => ({ integration: examples.large }),
  "last hour": ({ at }) => ({ from: before(at, 1 / 24) }),
  "a day": ({ at }) => ({ from: before(at, 40), to: before(at, 39) }),
};

const healthCases: readonly ListCase[] = [
  { door: "GET /api/overview", name: "all of it", ask: ({ pool, at }) => getOverview(pool, settings, at) },
  { door: "GET /api/status", name: "all of it", ask: ({ pool, at }) => getStatus(pool, settings, at) },
  {
    door: "GET /api/connection",
    name: "all of it",
    ask: ({ pool, at }) => getConnection(pool, { health: settings, setVariables: [] }, at),
  },
  ...(["24h", "7d", "30d"] as const).map((range) => activityCase(range)),
  {
    door: "GET /api/integrations",
    name: "all of them",
    ask: ({ pool, at }) => listIntegrationRows(pool, at),
  },
  integrationCase("large", ({ examples }) => examples.large),
  integrationCase("small", ({ examples }) => examples.small),
  integrationCase("deleted", ({ examples }) => examples.deleted),
  {
    door: "GET /api/integrations/[id]/cutover",
    name: "large",
    ask: ({ pool, at, examples }) => getCutover(pool, examples.large, at),
  },
  {
    door: "GET /api/integrations/[id]/rewind",
    name: "by 5 days",
    ask: ({ pool, at, examples }) =>
      previewRewind(
        { pool, clock: { start: async () => () => at } },
        { komboIntegrationId: examples.large, endpoint: examples.endpoint, to: before(at, 5) },
      ),
  },
  timelineCase("all kinds", {}),
  timelineCase("events", { kind: "event" }),
  timelineCase("deeds", { kind: "deed" }),
  { door: "GET /api/drift", name: "first page", ask: ({ pool, at }) => getDrift(pool, {}, at) },
  {
    door: "GET /api/drift",
    name: "integration, large",
    ask: ({ pool, at, examples }) => getDrift(pool, { integration: examples.large }, at),
  },
];

const singleCases: readonly ListCase[] = [
  { door: "GET /api/webhooks/types", name: "all", ask: ({ pool }) => listWebhookTypes(pool) },
  { door: "GET /api/webhooks/rejected", name: "newest 100", ask: ({ prisma }) => listRejectedDeliveries(prisma) },
  {
    door: "GET /api/webhooks/[id]",
    name: "one event",
    ask: ({ examples, ...asked }) => getWebhook(asked, { id: examples.event.id, sight: operator }),
  },
  {
    door: "GET /api/webhooks/[id]/replay",
    name: "of one event",
    ask: ({ pool, examples }) => previewReplayOfEvent(pool, examples.event.id),
  },
  {
    door: "GET /api/webhooks/export",
    name: "first 500",
    ask: ({ pool }) => listWebhooks(pool, {}, 500),
  },
  { door: "GET /api/runs/export", name: "first 500", ask: ({ pool }) => listRuns(pool, {}, 500) },
  runCase("with many pages", ({ examples }) => examples.pagedRun),
  runCase("with many changes", ({ examples }) => examples.changingRun),
  {
    door: "GET /api/runs/[id]/changes",
    name: "of the most",
    ask: ({ pool, examples }) => listRunChanges(pool, { runId: examples.changingRun, sight: operator }),
  },
  {
    door: "GET /api/runs/[id]/changes",
    name: "drifted, none",
    ask: ({ pool, examples }) =>
      listRunChanges(pool, { runId: examples.changingRun, drift: "local_delete", sight: operator }),
  },
  {
    door: "GET /api/runs/[id]/review",
    name: "of the largest endpoint",
    ask: ({ pool, examples }) => getReview(pool, { runId: examples.heldRun, sight: operator }),
  },
  {
    door: "GET /api/records/[integration]/[model]/[id]/compare",
    name: "its whole history",
    ask: ({ pool, examples: { record } }) => findStoredHistory(pool, { ...record, since: record.oldest, limit: 2_000 }),
  },
  { door: "GET /api/retention", name: "what is kept", ask: ({ pool, at }) => getRetention(pool, at) },
  // Pages are kept for 30 days, the others for longer.
  ...retentionKinds.map((kind) => retentionCase(kind, kind === "run_pages" ? 7 : 60)),
  { door: "GET /api/audit/choices", name: "all", ask: ({ pool }) => listAuditChoices(pool) },
  { door: "GET /api/erasures", name: "first page", ask: ({ pool }) => listErasures(pool, {}) },
];

export const operationCases: readonly ListCase[] = [
  ...healthCases,
  ...casesOf("GET /api/runs", runs, (pool, filters) => listRuns(pool, filters)),
  ...casesOf("GET /api/webhooks", webhooks, (pool, filters) => listWebhooks(pool, filters)),
  ...casesOf("GET /api/webhooks/replay", replays, previewReplay),
  ...casesOf("GET /api/audit", audit, listAuditEvents),
  ...singleCases,
];

function casesOf<Filters>(
  door: ListCase["door"],
  choices: Choices<Filters>,
  ask: (pool: Asked["pool"], filters: Filters) => Promise<unknown>,
): readonly ListCase[] {
  return Object.entries(choices).map(([name, choose]) => ({
    door,
    name,
    ask: (asked) => ask(asked.pool, choose(asked)),
  }));
}

function activityCase(range: ActivityRange): ListCase {
  return {
    door: "GET /api/activity",
    name: range,
    ask: ({ pool, at }) => getActivity(pool, { range, zone: "Europe/Berlin" }, at),
  };
}

function integrationCase(name: string, choose: (asked: Asked) => string): ListCase {
  return {
    door: "GET /api/integrations/[id]",
    name,
    ask: (asked) => getIntegration(asked.pool, choose(asked), { now: asked.at, purgeAfterDays: 14 }),
  };
}

function timelineCase(name: string, filters: Parameters<typeof listTimeline>[2]): ListCase {
  return {
    door: "GET /api/integrations/[id]/timeline",
    name,
    ask: ({ pool, examples }) => listTimeline(pool, examples.large, filters),
  };
}

function runCase(name: string, choose: (asked: Asked) => string): ListCase {
  return {
    door: "GET /api/runs/[id]",
    name,
    ask: (asked) =>
      getRun({ pool: asked.pool, prisma: asked.prisma, clock: { start: async () => () => asked.at } }, choose(asked)),
  };
}

function retentionCase(kind: RetentionKind, days: number): ListCase {
  return {
    door: "GET /api/retention/[kind]",
    name: `what ${days} days would remove: ${kind}`,
    ask: ({ pool, at }) => previewRetention({ pool, clock: { start: async () => () => at } }, { kind, days }),
  };
}

function before(at: Date, days: number): string {
  return new Date(at.getTime() - days * 86_400_000).toISOString();
}
