import type { Pool } from "@/lib/db/pool";
import { endpointLabel } from "@/lib/sync/run-rows";

import { changeEventTypes } from "./affected-endpoints";
import { filterValues, matchesFilters } from "./event-filters";
import type { EventReplayPreview, ReplayFilters, ReplayPreview } from "./schema";

export type StoredEvent = {
  readonly id: string;
  readonly type: string;
  readonly payload: unknown;
  readonly firstReceivedAt: Date;
  /** Null: the event marks nothing, since it announces no change or its integration is unknown or deleted. */
  readonly integration: {
    readonly id: string;
    readonly category: string;
    readonly strategy: string;
    readonly legacyEvents: string;
  } | null;
};

const joined = `LEFT JOIN integrations i ON i.kombo_integration_id = e.kombo_integration_id AND i.deleted_at IS NULL`;
const columns = `e.id, e.type, e.payload, e.first_received_at AS "firstReceivedAt",
  CASE WHEN i.id IS NOT NULL AND e.type = ANY($7) THEN jsonb_build_object('id', i.id, 'category', i.category,
    'strategy', i.strategy, 'legacyEvents', i.legacy_events) END AS integration`;

/** Events that match, from `after` on, or the one with an id. Oldest first: marks stand in the order the events came. */
export async function listStoredEvents(
  pool: Pool,
  input: { filters: ReplayFilters; after?: StoredEvent | null; id?: string; limit: number },
): Promise<readonly StoredEvent[]> {
  const { rows } = await pool.query<StoredEvent>(
    `SELECT ${columns} FROM webhook_events e ${joined}
     WHERE ${matchesFilters} AND ($8::timestamptz IS NULL OR (e.first_received_at, e.id) > ($8, $9::uuid))
       AND ($10::uuid IS NULL OR e.id = $10)
     ORDER BY e.first_received_at, e.id LIMIT $11`,
    [
      ...filterValues(input.filters),
      changeEventTypes,
      input.after?.firstReceivedAt ?? null,
      input.after?.id ?? null,
      input.id ?? null,
      input.limit,
    ],
  );
  return rows;
}

/** Counts no further than to one more than `max`: what is more is not replayed at once. */
export async function countReplayable(
  pool: Pool,
  filters: ReplayFilters,
  max: number,
): Promise<Omit<ReplayPreview, "max">> {
  const acts = `i.id IS NOT NULL AND e.type = ANY($7) AND (e.type = 'data-changed' OR i.legacy_events = 'act')`;
  const { rows } = await pool.query<
    Omit<ReplayPreview, "max" | "oldestAt" | "newestAt"> & { oldestAt: Date | null; newestAt: Date | null }
  >(
    `SELECT count(*)::int AS events, count(*) FILTER (WHERE ${acts})::int AS replayable,
            (count(DISTINCT i.id) FILTER (WHERE ${acts}))::int AS integrations,
            min(e.first_received_at) AS "oldestAt", max(e.first_received_at) AS "newestAt"
     FROM (SELECT * FROM webhook_events e WHERE ${matchesFilters}
           ORDER BY e.first_received_at DESC, e.id DESC LIMIT ${max + 1}) e ${joined}`,
    [...filterValues(filters), changeEventTypes],
  );
  const [row] = rows;
  if (!row) throw new Error("A count gave no row");
  return { ...row, oldestAt: row.oldestAt?.toISOString() ?? null, newestAt: row.newestAt?.toISOString() ?? null };
}

type MarkedEndpoint = { readonly integrationId: string; readonly endpoint: string };

/** Which of these a mark would reach: those that are enabled. */
export async function listMarkable(pool: Pool, marks: readonly MarkedEndpoint[]): Promise<EventReplayPreview> {
  const { rows } = await pool.query<{ endpoint: string; isRunning: boolean; isPaused: boolean }>(
    `SELECT s.endpoint, i.paused_at IS NOT NULL AS "isPaused",
            EXISTS (SELECT 1 FROM sync_runs r WHERE r.integration_id = s.integration_id AND r.endpoint = s.endpoint
                      AND r.state = 'running') AS "isRunning"
     FROM endpoint_states s JOIN integrations i ON i.id = s.integration_id
     JOIN jsonb_to_recordset($1::jsonb) AS w("integrationId" uuid, endpoint text)
       ON w."integrationId" = s.integration_id AND w.endpoint = s.endpoint
     WHERE s.enabled ORDER BY s.endpoint`,
    [JSON.stringify(marks)],
  );
  return {
    endpoints: rows.map(({ endpoint, isRunning }) => ({ endpoint, endpointLabel: endpointLabel(endpoint), isRunning })),
    isPaused: rows.some(({ isPaused }) => isPaused),
  };
}
