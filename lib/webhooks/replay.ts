import type { Actor } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import type { Pool } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { readEvent } from "@/lib/kombo/events";
import type { CommandDeps } from "@/lib/sync/deps";
import { markReplayed, type ReplayMark } from "@/lib/sync/mark-dirty";

import { listWantedEndpoints } from "./affected-endpoints";
import { countReplayable, listMarkable, listStoredEvents, type StoredEvent } from "./replay-data";
import type { EventReplayPreview, ReplayAnswer, ReplayFilters, ReplayPreview } from "./schema";

/** More at once would hold a request open for minutes; the filters' time range divides what is more. */
const eventsMax = 10_000;
/** Events of one transaction: their endpoints' rows are locked until it commits. */
const batchSize = 500;

export async function previewReplay(pool: Pool, filters: ReplayFilters): Promise<ReplayPreview> {
  return { ...(await countReplayable(pool, filters, eventsMax)), max: eventsMax };
}

/**
 * Plans again from stored events: each marks the endpoints it would mark if it came now, with itself as the cause. What
 * it did when it came is never rewritten, and the registry is left alone: an old state must not come back. However many
 * events, an endpoint gets at most one run after the one in progress (I6).
 */
export async function replayEvents(
  deps: CommandDeps,
  command: { readonly actor: Actor; readonly filters: ReplayFilters },
): Promise<ReplayAnswer> {
  const now = await deps.clock.start();
  // What arrives while this runs is no part of it.
  const filters = { ...command.filters, to: earlierOf(command.filters.to, new Date(now().getTime() + 1)) };
  const { events } = await countReplayable(deps.pool, filters, eventsMax);
  if (events > eventsMax) {
    throw new AppError(
      "bad_request",
      `from, to: more than ${eventsMax} events match. Narrow the filters, by time for example.`,
    );
  }
  const total = createTotal(now());
  for (let after: StoredEvent | null = null; ;) {
    const batch = await listStoredEvents(deps.pool, { filters, after, limit: batchSize });
    after = batch.at(-1) ?? null;
    if (after === null) return total.answer();
    total.add(await replayBatch(deps, { actor: command.actor, filters: command.filters, batch, at: now() }));
  }
}

/** What the replay of one event would mark. */
export async function previewReplayOfEvent(pool: Pool, id: string): Promise<EventReplayPreview> {
  const marks = toMarks(await getStoredEvent(pool, id));
  return listMarkable(
    pool,
    marks.map(({ integrationId, endpoint }) => ({ integrationId, endpoint })),
  );
}

export async function replayEvent(
  deps: CommandDeps,
  command: { readonly actor: Actor; readonly id: string },
): Promise<ReplayAnswer> {
  const now = await deps.clock.start();
  const event = await getStoredEvent(deps.pool, command.id);
  const batch = await replayBatch(deps, { actor: command.actor, batch: [event], at: now() });
  if (batch.replayed === 0) {
    throw new AppError(
      "conflict",
      "The webhook announces no change that is acted on: it is of another kind, its integration is unknown or deleted, or its endpoints are disabled.",
    );
  }
  const total = createTotal(now());
  total.add(batch);
  return total.answer();
}

async function getStoredEvent(pool: Pool, id: string): Promise<StoredEvent> {
  const [event] = await listStoredEvents(pool, { filters: {}, id, limit: 1 });
  if (!event) throw new AppError("not_found", "There is no webhook with this id.");
  return event;
}

type Batch = {
  readonly actor: Actor;
  readonly filters?: ReplayFilters;
  readonly batch: readonly StoredEvent[];
  readonly at: Date;
};
type Replayed = { readonly replayed: number; readonly skipped: number; readonly endpoints: readonly string[] };

/** One transaction: its marks, and who wanted them. */
function replayBatch(deps: CommandDeps, { actor, filters, batch, at }: Batch): Promise<Replayed> {
  return withTransaction(deps.pool, async (tx) => {
    const marks = batch.flatMap(toMarks);
    const marked = await markReplayed(tx, { marks, at });
    const endpoints = marked.map(({ integrationId, endpoint }) => `${integrationId} ${endpoint}`);
    const isMarked = new Set(endpoints);
    const acting = marks.filter((mark) => isMarked.has(`${mark.integrationId} ${mark.endpoint}`));
    const replayed = new Set(acting.map(({ webhookEventId }) => webhookEventId)).size;
    const [first] = batch;
    if (replayed > 0) {
      await insertAuditEvent(tx, {
        actor,
        action: "webhook.replay",
        target: filters || !first ? `${batch.length} webhooks` : first.id,
        after: { ...(filters ? { filters } : {}), replayed, endpoints: endpoints.length },
        at,
      });
    }
    return { replayed, skipped: batch.length - replayed, endpoints };
  });
}

function toMarks(stored: StoredEvent): readonly ReplayMark[] {
  const { integration } = stored;
  if (!integration) return [];
  const { changedModels } = readEvent(stored.payload);
  const endpoints = listWantedEndpoints({ type: stored.type, changedModels }, integration) ?? [];
  return endpoints.map((endpoint) => ({ integrationId: integration.id, endpoint, webhookEventId: stored.id }));
}

function createTotal(at: Date) {
  const endpoints = new Set<string>();
  let replayed = 0;
  let skipped = 0;
  return {
    add(batch: Replayed) {
      replayed += batch.replayed;
      skipped += batch.skipped;
      for (const endpoint of batch.endpoints) endpoints.add(endpoint);
    },
    answer: (): ReplayAnswer => ({ replayed, skipped, endpoints: endpoints.size, at: at.toISOString() }),
  };
}

function earlierOf(time: string | undefined, limit: Date): string {
  return time !== undefined && new Date(time) < limit ? time : limit.toISOString();
}
