import type { Clock } from "@/lib/clock";
import type { Pool } from "@/lib/db/pool";
import { prepared } from "@/lib/db/prepared";
import type { KomboEvent, KomboEventIntegration } from "@/lib/kombo/events";
import { becomesDue } from "@/lib/sync/mark-dirty";
import type { RunTrigger } from "@/lib/sync/schema/run-words";

import { legacyEventTypes, listWantedEndpoints } from "./affected-endpoints";

/** An event that announces changes, verified and read. */
export type ChangeEvent = {
  readonly komboEventId: string;
  readonly event: KomboEvent;
  readonly named: KomboEventIntegration;
  readonly payload: unknown;
  readonly sizeBytes: number;
};

export type StoredTogether = {
  readonly komboEventId: string;
  readonly answer: {
    readonly kind: "stored";
    readonly id: string;
    readonly outcome: "marked" | "stored" | "ignored";
    readonly marked: number;
  };
};

type KnownIntegration = {
  readonly id: string;
  readonly komboIntegrationId: string;
  readonly category: string;
  readonly strategy: string;
  readonly legacyEvents: string;
  /** A run of it waits so long for the integration to become readable. */
  readonly waitsUntil: Date | null;
};

export type StoreDeps = {
  readonly pool: Pool;
  readonly clock: Clock;
  /** Whether the pool's connections end at the database: planning takes as long as storing a single event does. */
  readonly prepares: boolean;
};

/**
 * Stores change events with their dirty marks in one statement, hence in one transaction (I1), each once (I3). Only what
 * it gives back is stored: the events of integrations that are known, not deleted, and for which no run waits to become
 * readable. The others, and those that came before, are cases of their own. No event id may stand twice among them.
 */
export async function storeTogether(
  deps: StoreDeps,
  events: readonly ChangeEvent[],
): Promise<readonly StoredTogether[]> {
  const { pool, prepares } = deps;
  const komboIds = [...new Set(events.map(({ named }) => named.komboIntegrationId))];
  // Asked at the same time: under load each question after another costs a turn of a busy process.
  const [now, known] = await Promise.all([deps.clock.start(), listKnown(deps, komboIds)]);
  const at = now();
  const readable = new Map(
    known
      .filter(({ waitsUntil }) => waitsUntil === null || waitsUntil <= at)
      .map((one) => [one.komboIntegrationId, one]),
  );
  const plain = events.flatMap((arrived, place) => {
    const integration = readable.get(arrived.named.komboIntegrationId);
    return integration ? [{ place, arrived, integration }] : [];
  });
  if (plain.length === 0) return [];
  const { rows } = await pool.query<Omit<StoredTogether["answer"], "kind"> & { komboEventId: string }>(
    prepares ? storing : { text: storing.text },
    [JSON.stringify(plain.map(toArrival)), JSON.stringify(plain.flatMap(toWanted)), at],
  );
  return rows.map(({ komboEventId, ...row }) => ({ komboEventId, answer: { kind: "stored", ...row } }));
}

type Plain = { readonly place: number; readonly arrived: ChangeEvent; readonly integration: KnownIntegration };

function toArrival({ place, arrived, integration }: Plain): object {
  const { event, named, komboEventId, payload, sizeBytes } = arrived;
  return {
    place,
    komboEventId,
    type: event.type,
    integrationId: integration.id,
    komboIntegrationId: named.komboIntegrationId,
    organizationName: named.organizationName,
    creatorEmail: named.creatorEmail,
    originId: named.originId,
    payload,
    sizeBytes,
    isIgnored: listWantedEndpoints(event, integration) === null,
  };
}

function toWanted({ place, arrived: { event }, integration }: Plain): readonly object[] {
  const trigger: RunTrigger = legacyEventTypes.includes(event.type) ? "legacy_webhook" : "webhook";
  const endpoints = listWantedEndpoints(event, integration) ?? [];
  return endpoints.map((endpoint) => ({ place, integrationId: integration.id, endpoint, trigger }));
}

async function listKnown(
  { pool, prepares }: StoreDeps,
  komboIds: readonly string[],
): Promise<readonly KnownIntegration[]> {
  const { rows } = await pool.query<KnownIntegration>(prepares ? knowing : { text: knowing.text }, [komboIds]);
  return rows;
}

const knowing = prepared(`
  SELECT i.id, i.kombo_integration_id AS "komboIntegrationId", i.category, i.strategy, i.legacy_events AS "legacyEvents",
         (SELECT max(r.waiting_until) FROM sync_runs r WHERE r.integration_id = i.id AND r.state IN ('queued', 'running')
            AND r.error_code LIKE 'INTEGRATION.%') AS "waitsUntil"
  FROM integrations i WHERE i.kombo_integration_id = ANY($1) AND i.deleted_at IS NULL`);

// Endpoints are locked first and in one order, their integrations last and in one order, as everywhere. Whether an event
// came before shows at its insertion: then it marks nothing.
const storing = prepared(`
  WITH arrived AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS a(place int, "komboEventId" text, type text, "integrationId" uuid,
      "komboIntegrationId" text, "organizationName" text, "creatorEmail" text, "originId" text, payload jsonb,
      "sizeBytes" int, "isIgnored" boolean)
  ), wanted AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($2::jsonb) AS w(place int, "integrationId" uuid, endpoint text, trigger text)
  ), locked AS MATERIALIZED (
    SELECT s.integration_id, s.endpoint FROM endpoint_states s
    WHERE s.enabled AND (s.integration_id, s.endpoint) IN (SELECT "integrationId", endpoint FROM wanted)
    ORDER BY s.integration_id, s.endpoint FOR UPDATE
  ), reached AS MATERIALIZED (
    SELECT w.* FROM wanted w JOIN locked l ON l.integration_id = w."integrationId" AND l.endpoint = w.endpoint
  ), stored AS (
    INSERT INTO webhook_events (kombo_event_id, type, kombo_integration_id, payload, first_received_at, last_received_at,
      outcome, signature_verdict)
    SELECT "komboEventId", type, "komboIntegrationId", payload, $3, $3,
      CASE WHEN "isIgnored" THEN 'ignored' WHEN place IN (SELECT place FROM reached) THEN 'marked' ELSE 'stored' END, 'valid'
    FROM arrived ORDER BY "komboEventId"
    ON CONFLICT (kombo_event_id) DO NOTHING RETURNING id, kombo_event_id, outcome
  ), fresh AS MATERIALIZED (
    SELECT s.id, s.outcome, a.* FROM stored s JOIN arrived a ON a."komboEventId" = s.kombo_event_id
  ), delivered AS (
    INSERT INTO webhook_deliveries (webhook_event_id, received_at, size_bytes) SELECT id, $3, "sizeBytes" FROM fresh
  ), counted AS (
    SELECT "integrationId", endpoint, count(*) AS marks FROM reached WHERE place IN (SELECT place FROM fresh) GROUP BY 1, 2
  ), marked AS (
    UPDATE endpoint_states s SET wanted_seq = s.wanted_seq + c.marks, ${becomesDue("$3")}
    FROM counted c WHERE s.integration_id = c."integrationId" AND s.endpoint = c.endpoint
    RETURNING s.integration_id, s.endpoint, s.wanted_seq - c.marks AS before
  ), logged AS (
    INSERT INTO endpoint_marks (integration_id, endpoint, seq, trigger, webhook_event_id, marked_at)
    SELECT r."integrationId", r.endpoint,
      m.before + row_number() OVER (PARTITION BY r."integrationId", r.endpoint ORDER BY r.place), r.trigger, f.id, $3
    FROM reached r JOIN fresh f USING (place)
    JOIN marked m ON m.integration_id = r."integrationId" AND m.endpoint = r.endpoint
  ), named AS MATERIALIZED (
    SELECT i.id FROM integrations i
    WHERE i.id IN (SELECT "integrationId" FROM fresh) AND (SELECT count(*) FROM marked) >= 0
    ORDER BY i.id FOR NO KEY UPDATE
  ), told AS (
    SELECT DISTINCT ON ("integrationId") "integrationId", "organizationName", "creatorEmail", "originId"
    FROM fresh ORDER BY "integrationId", place DESC
  ), noted AS (
    UPDATE integrations i SET last_webhook_at = greatest(i.last_webhook_at, $3),
      organization_name = coalesce(t."organizationName", i.organization_name),
      creator_email = coalesce(t."creatorEmail", i.creator_email), origin_id = coalesce(t."originId", i.origin_id)
    FROM told t JOIN named n ON n.id = t."integrationId" WHERE i.id = t."integrationId"
  )
  SELECT f."komboEventId", f.id, f.outcome, (SELECT count(*)::int FROM reached r WHERE r.place = f.place) AS marked FROM fresh f`);
