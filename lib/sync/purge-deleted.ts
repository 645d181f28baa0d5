import { insertAuditEvent } from "@/lib/auth/audit";
import { addMilliseconds, type Now } from "@/lib/clock";
import type { Sql } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";

import type { SyncDeps } from "./deps";
import { lockEndpoints } from "./mark-dirty";

const dayMs = 86_400_000;

/** When a deleted integration's data goes by itself; null while a person has said that it stays. */
export function purgeTime(
  integration: { deletedAt: Date | null; keptAt: Date | null },
  purgeAfterDays: number,
): Date | null {
  if (integration.deletedAt === null || integration.keptAt !== null) return null;
  return addMilliseconds(integration.deletedAt, purgeAfterDays * dayMs);
}

const rowsAtOnce = 2_000;
const batchesPerTick = 100;

/** What holds data of people, emptied in this order; runs and the envelopes of events stay as history. */
const emptied: readonly { readonly table: string; readonly where: string }[] = [
  { table: "records", where: "integration_id = $1" },
  { table: "invalid_records", where: "integration_id = $1" },
  ...["run_seen_ids", "sweep_candidates", "run_wanted_ids"].map((table) => ({
    table,
    where: "run_id IN (SELECT id FROM sync_runs WHERE integration_id = $1)",
  })),
  { table: "stale_copies", where: "integration_id = $1" },
  { table: "erasures", where: "integration_id = $1" },
];

/**
 * Empties integrations that were deleted long enough ago, or that a person wants gone, in small batches that block
 * nobody. What a tick does not finish the next one goes on with; an integration that comes back meanwhile keeps the rest.
 */
export async function purgeDeleted(deps: Pick<SyncDeps, "pool" | "log" | "purgeAfterDays">, now: Now): Promise<void> {
  const deletedBefore = addMilliseconds(now(), -deps.purgeAfterDays * dayMs);
  const { rows } = await deps.pool.query<{ id: string }>(
    `SELECT id FROM integrations i WHERE ${mayBePurged("$1")} ORDER BY deleted_at`,
    [deletedBefore],
  );
  for (const { id: integrationId } of rows) await purge(deps, { integrationId, deletedBefore }, now);
}

/** SQL, of `integrations i`. Looked at again with each batch: it may have come back, or a person may want to keep it. */
const mayBePurged = (deletedBefore: string) => `i.deleted_at IS NOT NULL AND i.purged_at IS NULL
  AND (i.purge_wanted_at IS NOT NULL OR (i.kept_at IS NULL AND i.deleted_at < ${deletedBefore}))`;

type Purge = { readonly integrationId: string; readonly deletedBefore: Date };

async function purge(deps: Pick<SyncDeps, "pool" | "log">, one: Purge, now: Now): Promise<void> {
  const { integrationId, deletedBefore } = one;
  // First of all: without its endpoints nobody writes. They are locked before their integration, as everywhere.
  await withTransaction(deps.pool, async (tx) => {
    await lockEndpoints(tx, integrationId);
    await tx.query(
      `DELETE FROM endpoint_states s USING integrations i
       WHERE s.integration_id = $1 AND i.id = $1 AND ${mayBePurged("$2")}`,
      [integrationId, deletedBefore],
    );
  });
  for (let batch = 0; batch < batchesPerTick; batch++) {
    const deleted = await ifStillMeant(deps, one, (tx) => deleteBatch(tx, integrationId));
    if (deleted === null) return;
    if (deleted === 0) return finish(deps, one, now);
  }
}

/** Null when it came back or is kept: what is left of it stays. The row is held, so that nothing of that happens meanwhile. */
function ifStillMeant<Result>(
  { pool }: Pick<SyncDeps, "pool">,
  { integrationId, deletedBefore }: Purge,
  work: (tx: Sql) => Promise<Result>,
): Promise<Result | null> {
  return withTransaction(pool, async (tx) => {
    const { rowCount } = await tx.query(
      `SELECT 1 FROM integrations i WHERE i.id = $1 AND ${mayBePurged("$2")} FOR NO KEY UPDATE`,
      [integrationId, deletedBefore],
    );
    return rowCount === 0 ? null : work(tx);
  });
}

async function deleteBatch(tx: Sql, integrationId: string): Promise<number> {
  for (const { table, where } of emptied) {
    const { rowCount } = await tx.query(
      `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${table} WHERE ${where} LIMIT ${rowsAtOnce}))`,
      [integrationId],
    );
    if (rowCount !== null && rowCount > 0) return rowCount;
  }
  const forgotten = await tx.query(
    // Lines of the log stay, without values: programs that follow it hold their place by them.
    `UPDATE record_changes SET paths = NULL WHERE ctid = ANY(ARRAY(
       SELECT ctid FROM record_changes WHERE integration_id = $1 AND paths IS NOT NULL LIMIT ${rowsAtOnce}))`,
    [integrationId],
  );
  if (forgotten.rowCount !== null && forgotten.rowCount > 0) return forgotten.rowCount;
  const { rowCount } = await tx.query(
    `UPDATE webhook_events SET payload = jsonb_build_object('id', payload -> 'id', 'type', payload -> 'type', 'erased', true)
     WHERE id IN (SELECT e.id FROM webhook_events e JOIN integrations i ON i.kombo_integration_id = e.kombo_integration_id
                  WHERE i.id = $1 AND NOT e.payload ? 'erased' LIMIT ${rowsAtOnce})`,
    [integrationId],
  );
  return rowCount ?? 0;
}

async function finish(deps: Pick<SyncDeps, "pool" | "log">, one: Purge, now: Now): Promise<void> {
  const { integrationId } = one;
  await ifStillMeant(deps, one, async (tx) => {
    const { rows } = await tx.query<{ komboIntegrationId: string; wasWanted: boolean }>(
      `UPDATE integrations SET purged_at = $2, creator_email = NULL, last_fetched_from_kombo_at = NULL WHERE id = $1
       RETURNING kombo_integration_id AS "komboIntegrationId", purge_wanted_at IS NOT NULL AS "wasWanted"`,
      [integrationId, now()],
    );
    const [row] = rows;
    // A person's command is audited when it is given.
    if (!row || row.wasWanted) return;
    const target = row.komboIntegrationId;
    await insertAuditEvent(tx, { actor: { kind: "cron" }, action: "integration.purge", target, at: now() });
  });
  deps.log.info({ integrationId }, "deleted integration purged");
}
