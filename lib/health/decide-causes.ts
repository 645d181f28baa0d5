import { addMilliseconds } from "@/lib/clock";
import type { KeyState } from "@/lib/sync/kombo-key";
import { purgeTime } from "@/lib/sync/purge-deleted";
import { unreadableStates } from "@/lib/sync/readable";

import type { Beats, Failure, HeldSweep, Rejections, Undelivered } from "./attention-data";
import {
  alertsUndelivered,
  type Cause,
  connectionInvalid,
  dataExpired,
  driverLate,
  failing,
  held,
  isRejecting,
  keyRefused,
  komboUnreachable,
  noKey,
  noSecret,
  notFound,
  permissionMissing,
  purgeDue,
  qaFailed,
  rateLimited,
  rejectedWebhooks,
  setupIncomplete,
  silent,
  stale,
} from "./causes";
import { type EndpointRecord, groupByIntegration, type IntegrationRecord, permissionReason } from "./data";
import { decideEndpointHealth } from "./endpoint-health";
import { toIntegrationRow } from "./integration-rows";
import { attentionKinds, type AttentionKind, type IntegrationRow } from "./schema";
import { decideSilence } from "./silence";
import type { SilenceRecord } from "./silence-data";
import type { HealthSettings } from "./status";

export type CauseFacts = {
  readonly records: readonly IntegrationRecord[];
  /** Null without an API key. */
  readonly key: KeyState | null;
  readonly beats: Beats;
  readonly rejections: readonly Rejections[];
  readonly held: readonly HeldSweep[];
  readonly failures: readonly Failure[];
  readonly silence: readonly SilenceRecord[];
  readonly undelivered: Undelivered | null;
};

/** These pass by themselves: shown, but nobody is asked to act, and nobody is told outside. */
const passing: ReadonlySet<AttentionKind> = new Set(["rate_limited", "data_expired", "purge_due"]);

export function needsPerson(kind: AttentionKind): boolean {
  return !passing.has(kind);
}

/** One line a cause, worst first. What follows from a cause of the whole service is no cause of its own. */
export function decideCauses(facts: CauseFacts, settings: HealthSettings, now: Date): readonly Cause[] {
  const root = decideRootCauses(facts, settings, now);
  const stopped = root.some(({ kind }) => stopping.has(kind));
  const context = {
    held: groupByIntegration(facts.held),
    failures: groupByIntegration(facts.failures),
    silence: groupByIntegration(facts.silence),
    settings,
    now,
    stopped,
  };
  const own = facts.records.flatMap((record) => causesOf(record, context));
  const limit = stopped ? [] : decideRateLimit(facts, now);
  const rejected = settings.hasWebhookSecret ? facts.rejections.filter((one) => isRejecting(one, now)) : [];
  const undelivered = facts.undelivered ? [alertsUndelivered(facts.undelivered)] : [];
  return [...root, ...rejected.map(rejectedWebhooks), ...own, ...limit, ...undelivered].toSorted(
    (one, other) => attentionKinds.indexOf(one.kind) - attentionKinds.indexOf(other.kind),
  );
}

/** While one of these lasts nothing is fetched, so that nothing can be fresh. */
const stopping: ReadonlySet<AttentionKind> = new Set(["no_key", "key_refused", "driver_late", "kombo_unreachable"]);

function decideRootCauses(facts: CauseFacts, settings: HealthSettings, now: Date): readonly Cause[] {
  const secret = settings.hasWebhookSecret ? [] : [noSecret];
  const { key } = facts;
  if (key === null) return [noKey, ...secret];
  if (isRefused(key)) return [keyRefused(key.lastOkAt), ...secret];
  return [...secret, ...decideDriver(facts, settings, now), ...decideUnreachable(facts, key, now)];
}

/** Until Kombo takes the key again, also between two tries. */
export function isRefused({ blockedReason, blockedUntil, lastOkAt }: KeyState): boolean {
  return blockedReason === "refused" && blockedUntil !== null && (lastOkAt === null || lastOkAt < blockedUntil);
}

function decideDriver({ beats, records }: CauseFacts, { driverBeatMs }: HealthSettings, now: Date): readonly Cause[] {
  const lastBeatAt = latestOf([beats["resident"], beats["tick"]]);
  // Before the first integration there is nothing to do for it, and the first run's list says what is missing.
  const since = lastBeatAt ?? earliestOf(records.map(({ createdAt }) => createdAt));
  if (since === null || now.getTime() - since.getTime() <= 3 * driverBeatMs) return [];
  return [driverLate(lastBeatAt, driverBeatMs > 3_600_000)];
}

const silentCodes = /^(TIMEOUT|NETWORK|HTTP_5\d\d)$/;
const unansweredMs = 2 * 60_000;

/** Everything that has trouble has the same one, and nothing was answered meanwhile. */
function decideUnreachable({ records, failures }: CauseFacts, key: KeyState, now: Date): readonly Cause[] {
  if (key.lastOkAt !== null && now.getTime() - key.lastOkAt.getTime() < unansweredMs) return [];
  const waiting = records.flatMap(({ id, endpoints }) =>
    endpoints.flatMap(({ activeRun }) =>
      activeRun?.waitingUntil ? [{ integrationId: id, errorCode: activeRun.errorCode }] : [],
    ),
  );
  const troubled = [...waiting, ...failures];
  if (troubled.length === 0 || !troubled.every(({ errorCode }) => silentCodes.test(errorCode ?? ""))) return [];
  const integrations = new Set(troubled.map(({ integrationId }) => integrationId)).size;
  return [komboUnreachable({ integrations, lastOkAt: key.lastOkAt })];
}

/** The limit is the key's, so it is one cause however many wait. */
function decideRateLimit({ records }: CauseFacts, now: Date): readonly Cause[] {
  const limited = records.flatMap((record) =>
    isLive(record)
      ? record.endpoints
          .filter((endpoint) => decideEndpointHealth(endpoint, record.objectives, now).kind === "rate_limited")
          .map(({ activeRun }) => ({ id: record.id, until: activeRun?.waitingUntil ?? null }))
      : [],
  );
  if (limited.length === 0) return [];
  const integrations = new Set(limited.map(({ id }) => id)).size;
  return [rateLimited({ runs: limited.length, integrations, until: latestOf(limited.map(({ until }) => until)) })];
}

/** What is known, by the id of the integration it is of. */
type Context = {
  readonly held: ReadonlyMap<string, readonly HeldSweep[]>;
  readonly failures: ReadonlyMap<string, readonly Failure[]>;
  readonly silence: ReadonlyMap<string, readonly SilenceRecord[]>;
  readonly settings: HealthSettings;
  readonly now: Date;
  readonly stopped: boolean;
};

const purgeSoonMs = 3 * 86_400_000;

/** The row is made for those that have a cause: nearly all have none. */
type Row = () => IntegrationRow;

function causesOf(record: IntegrationRecord, context: Context): readonly Cause[] {
  const row = () => toIntegrationRow(record, context.now);
  if (record.deletedAt !== null) return purgeCauses(record, row, context);
  const sweeps = context.held.get(record.id) ?? [];
  const reviews = sweeps.map((sweep) => held(row(), sweep));
  const lost = lossOf(record, row);
  if (lost) return [lost, ...reviews];
  if (!isLive(record)) return reviews;
  return [...reviews, ...readingCauses(record, row, context)];
}

function isLive({ deletedAt, pausedAt, state }: IntegrationRecord): boolean {
  return deletedAt === null && pausedAt === null && !unreadableStates.includes(state);
}

/** Why nothing of it can be read; a pause and being switched off are what somebody chose. */
function lossOf(record: IntegrationRecord, row: Row): Cause | null {
  if (record.state === "INVALID") return connectionInvalid(row());
  if (record.state === "NOT_FOUND") return notFound(row());
  if (!isLive(record)) return null;
  if (record.qaStatus === "FAILED") return qaFailed(row());
  return record.setupStatus === "INCOMPLETE" ? setupIncomplete(row()) : null;
}

function readingCauses(record: IntegrationRecord, row: Row, context: Context): readonly Cause[] {
  const { now, stopped } = context;
  const [silence] = context.silence.get(record.id) ?? [];
  const verdict = silence ? decideSilence(silence, now) : null;
  const denied = record.endpoints.filter((endpoint) => endpoint.unavailableReason === permissionReason);
  return [
    ...(stopped ? [] : fetchCauses(record, row, context)),
    ...(verdict ? [silent(row(), verdict, now)] : []),
    ...(denied.length > 0 ? [permissionMissing(row(), pathsOf(denied))] : []),
    ...(record.dataExpiredAt !== null ? [dataExpired(row())] : []),
  ];
}

/** Failures first: what is behind because it fails is one cause. */
function fetchCauses(record: IntegrationRecord, row: Row, { failures: failuresById, now }: Context): readonly Cause[] {
  const failures = failuresById.get(record.id) ?? [];
  if (failures.length > 0) return [failing(row(), failures)];
  for (const kind of ["behind", "unconfirmed"] as const) {
    const endpoints = record.endpoints.filter(
      (endpoint) => decideEndpointHealth(endpoint, record.objectives, now).kind === kind,
    );
    if (endpoints.length > 0) {
      return [stale(kind, row(), { endpoints: pathsOf(endpoints), objectives: record.objectives })];
    }
  }
  return [];
}

function purgeCauses(record: IntegrationRecord, row: Row, { settings, now }: Context): readonly Cause[] {
  const purgeAt = purgeTime(record, settings.purgeAfterDays);
  const isNear = purgeAt !== null && purgeAt <= addMilliseconds(now, purgeSoonMs);
  return isNear && record.purgedAt === null && record.purgeWantedAt === null ? [purgeDue(row(), purgeAt)] : [];
}

function pathsOf(endpoints: readonly EndpointRecord[]): readonly string[] {
  return endpoints.map(({ endpoint }) => endpoint);
}

function latestOf(times: readonly (Date | null | undefined)[]): Date | null {
  return times.reduce<Date | null>((latest, time) => (time && (!latest || time > latest) ? time : latest), null);
}

function earliestOf(times: readonly Date[]): Date | null {
  return times.toSorted((one, other) => one.getTime() - other.getTime())[0] ?? null;
}
