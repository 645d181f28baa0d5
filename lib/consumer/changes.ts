import type { Sight } from "@/lib/auth/sight";
import type { Pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import { maskChange } from "@/lib/mirror/change-rows";

import { encodeFeedPosition, type FeedPosition } from "./cursor";
import { beginEpoch } from "./epoch";
import { type ChangeRow, type FeedPage, readFeedPage, scanLimitOf } from "./feed-page";
import { findFilteredIntegration } from "./find-integration";
import { describeHolder } from "./holder";
import { maskRow, type RecordRow } from "./record-columns";
import type { ChangesQuery } from "./schema";

type ConsumerChangePage = {
  readonly rows: readonly (Omit<ChangeRow, "xid"> & { readonly record?: RecordRow | null })[];
  readonly next: string;
  readonly has_more: boolean;
  readonly held_since: Date | null;
  readonly held_by: string | null;
};

/**
 * The change feed, in the order (xid, seq). A change that commits late has a place there that no reader has passed yet,
 * since none passes a transaction that is open. By `seq` alone, which is drawn before the commit, it would be skipped.
 */
export async function listConsumerChanges(
  pool: Pool,
  { query, sight }: { query: ChangesQuery; sight: Sight },
): Promise<ConsumerChangePage> {
  const integrationId = await findFilteredIntegration(pool, query.integration);
  const { meta, rows } = await readFeedPage(pool, { query, integrationId });
  if (meta.isMoved) {
    await beginEpoch(pool);
    return listConsumerChanges(pool, { query, sight });
  }
  if (query.cursor) assertAlive(meta, query.cursor);
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return {
    rows: page.map((row) => toChange(row, { sight, isExpanded: query.expand === "record" })),
    next: encodeFeedPosition(last ? { ...last, epoch: meta.epoch, at: last.at.toISOString() } : reached(meta, query)),
    has_more: last !== undefined || meta.scanned >= scanLimitOf(query),
    held_since: meta.heldSince,
    held_by: describeHolder(meta),
  };
}

/** Behind the last change that was looked at; where it was, when there was none. */
function reached(meta: FeedPage["meta"], { cursor }: ChangesQuery): FeedPosition {
  if (meta.scanned === 0 && cursor) return cursor;
  return {
    epoch: meta.epoch,
    xid: meta.reachedXid,
    seq: meta.reachedSeq,
    at: meta.reachedAt?.toISOString() ?? null,
  };
}

const startOver =
  "Start over: list /api/v1/records from its first page, replace your copy by it, and go on with the feed_cursor it gives.";

/** A cursor that could miss a change is refused: nothing is skipped in silence. */
function assertAlive({ epoch, isPruned, isUnknown }: FeedPage["meta"], cursor: FeedPosition): void {
  if (epoch === cursor.epoch && isPruned) {
    throw new AppError("cursor_expired", `Changes after this cursor were removed by retention. ${startOver}`);
  }
  if (epoch !== cursor.epoch || isUnknown) {
    const cause = "The database is not the one that gave this cursor: it was restored, or moved to another server.";
    throw new AppError("cursor_expired", `${cause} ${startOver}`);
  }
}

function toChange(
  row: FeedPage["rows"][number],
  { sight, isExpanded }: { sight: Sight; isExpanded: boolean },
): ConsumerChangePage["rows"][number] {
  const { model } = row;
  const change = {
    seq: row.seq,
    integration_id: row.integration_id,
    kombo_integration_id: row.kombo_integration_id,
    model,
    kombo_id: row.kombo_id,
    run_id: row.run_id,
    kind: row.kind,
    paths: row.paths?.map((entry) => maskChange(entry, { model, sight })) ?? null,
    nested_only: row.nested_only,
    drift: row.drift,
    at: row.at,
  };
  return isExpanded ? { ...change, record: row.hasRecord ? toRecord(row, sight) : null } : change;
}

function toRecord(row: FeedPage["rows"][number], sight: Sight): RecordRow {
  return maskRow(
    {
      integration_id: row.integration_id,
      kombo_integration_id: row.kombo_integration_id,
      organization_name: row.organization_name,
      model: row.model,
      kombo_id: row.kombo_id,
      endpoint: row.endpoint,
      remote_id: row.remote_id,
      data: row.data,
      display_name: row.display_name,
      flags: row.flags,
      changed_at: row.changed_at,
      remote_deleted_at: row.remote_deleted_at,
      deleted_at: row.deleted_at,
      deleted_reason: row.deleted_reason,
      first_seen_at: row.first_seen_at,
      fetched_at: row.fetched_at,
      erased_at: row.erased_at,
    },
    sight,
  );
}
