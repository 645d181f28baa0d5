import type { Pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import { fullFetchAgeMaxMs, serveObjectiveMs } from "@/lib/sync/limits";

import { toIso } from "./integration-rows";
import type { Cutover, CutoverPhase } from "./schema/cutover";

const windowMs = 7 * 24 * 3_600_000;
/** A legacy event and a `data-changed` this close together speak of the same change. */
const sameChangeMs = 10 * 60_000;

/**
 * How far an integration is on the way from `sync-finished` and `remote-event-received` to `data-changed` (Kombo's guide
 * "Migrate to data-changed"), each phase measured over the last seven days instead of ticked off by hand.
 */
export async function getCutover(pool: Pool, komboIntegrationId: string, now: Date): Promise<Cutover> {
  const since = new Date(now.getTime() - windowMs);
  const facts = await readFacts(pool, { komboIntegrationId, now, since });
  if (!facts) throw new AppError("not_found", "There is no integration with this id.");
  const { legacyEvents, announced, announcedUnserved, announcedWithRuns, lastAnnouncedAt } = facts;
  const isCut = legacyEvents === "ignore";
  const phases: readonly CutoverPhase[] = [
    {
      kind: "announced",
      isDone: announced > 0 && announcedUnserved === 0,
      events: announced,
      eventsWithRuns: announcedWithRuns,
      unserved: announcedUnserved,
      lastAt: toIso(lastAnnouncedAt),
    },
    {
      kind: "safety_net",
      isDone: facts.endpoints > 0 && facts.overdueEndpoints === 0,
      endpoints: facts.endpoints,
      overdue: facts.overdueEndpoints,
      oldestAt: toIso(facts.oldestFullFetchAt),
    },
    { kind: "covered", isDone: facts.uncovered === 0, events: facts.legacy, uncovered: facts.uncovered },
    { kind: "cut_over", isDone: isCut, ignored: facts.legacyIgnored },
  ];
  const isReady = phases.every(({ kind, isDone }) => isDone || kind === "cut_over");
  return { legacyEvents, since: since.toISOString(), isReady, phases: [...phases] };
}

type Facts = {
  readonly legacyEvents: "act" | "ignore";
  readonly announced: number;
  readonly announcedWithRuns: number;
  /** Marked something, and no complete run serves it although there was time. */
  readonly announcedUnserved: number;
  readonly lastAnnouncedAt: Date | null;
  readonly legacy: number;
  readonly legacyIgnored: number;
  /** Brought changes that no `data-changed` had announced. */
  readonly uncovered: number;
  readonly endpoints: number;
  readonly overdueEndpoints: number;
  readonly oldestFullFetchAt: Date | null;
};

async function readFacts(
  pool: Pool,
  input: { komboIntegrationId: string; now: Date; since: Date },
): Promise<Facts | null> {
  const { rows } = await pool.query<Facts>(
    `WITH integration AS (SELECT id, legacy_events FROM integrations WHERE kombo_integration_id = $1),
     events AS (
       SELECT id, type, outcome, first_received_at FROM webhook_events
       WHERE kombo_integration_id = $1 AND first_received_at > $2
         AND type IN ('data-changed', 'sync-finished', 'remote-event-received')),
     -- Runs of this integration lead to their events by the key of causes: fewer than events that each ask for their runs.
     caused AS (
       SELECT c.webhook_event_id, r.endpoint, r.state, r.created + r.updated + r.deleted + r.restored AS changes
       FROM sync_runs r JOIN run_causes c ON c.run_id = r.id
       WHERE r.integration_id = (SELECT id FROM integration) AND r.created_at > $2::timestamptz - interval '1 day'),
     announced AS (
       SELECT e.first_received_at, e.outcome = 'marked' AS is_marked,
         e.id IN (SELECT webhook_event_id FROM caused WHERE state IN ('succeeded', 'needs_review')) AS has_run
       FROM events e WHERE e.type = 'data-changed'),
     uncovered AS (
       SELECT e.id FROM events e JOIN caused r ON r.webhook_event_id = e.id
       WHERE e.type <> 'data-changed' AND r.changes > 0 AND NOT EXISTS (
         SELECT 1 FROM webhook_events d JOIN endpoint_marks m ON m.webhook_event_id = d.id
         WHERE d.kombo_integration_id = $1 AND d.type = 'data-changed' AND m.endpoint = r.endpoint
           AND d.first_received_at BETWEEN e.first_received_at - $5 * interval '1 millisecond'
                                       AND e.first_received_at + $5 * interval '1 millisecond'
         -- Asked for each of the few, or every event of the integration is compared with every other.
         OFFSET 0)),
     legacy AS (
       SELECT e.outcome, e.id IN (SELECT id FROM uncovered) AS is_uncovered FROM events e WHERE e.type <> 'data-changed'),
     endpoints AS (
       SELECT last_full_fetch_at FROM endpoint_states
       WHERE integration_id = (SELECT id FROM integration) AND enabled AND unavailable_reason IS NULL)
     SELECT i.legacy_events AS "legacyEvents",
       (SELECT count(*)::int FROM announced) AS announced,
       (SELECT count(*)::int FROM announced WHERE has_run) AS "announcedWithRuns",
       (SELECT count(*)::int FROM announced WHERE is_marked AND NOT has_run AND first_received_at < $3) AS "announcedUnserved",
       (SELECT max(first_received_at) FROM announced) AS "lastAnnouncedAt",
       (SELECT count(*)::int FROM legacy) AS legacy,
       (SELECT count(*)::int FROM legacy WHERE outcome = 'ignored') AS "legacyIgnored",
       (SELECT count(*)::int FROM legacy WHERE is_uncovered) AS uncovered,
       (SELECT count(*)::int FROM endpoints) AS endpoints,
       (SELECT count(*)::int FROM endpoints WHERE last_full_fetch_at IS NULL OR last_full_fetch_at < $4) AS "overdueEndpoints",
       (SELECT CASE WHEN bool_and(last_full_fetch_at IS NOT NULL) THEN min(last_full_fetch_at) END FROM endpoints) AS "oldestFullFetchAt"
     FROM integration i`,
    [
      input.komboIntegrationId,
      input.since,
      new Date(input.now.getTime() - serveObjectiveMs),
      new Date(input.now.getTime() - fullFetchAgeMaxMs),
      sameChangeMs,
    ],
  );
  return rows[0] ?? null;
}
