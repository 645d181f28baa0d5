import type { Actor } from "@/lib/auth/actor";
import { actorName } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import type { Sql } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { endpoints } from "@/lib/kombo/endpoints";
import { listBelongings } from "@/lib/mirror/belonging";
import { listCopyPlaces } from "@/lib/mirror/erase-copies";
import { eraseRecords, listErasable } from "@/lib/mirror/erased-records";
import type { RecordKey } from "@/lib/mirror/get-record";

import type { CommandDeps } from "./deps";
import { takeLeases } from "./lease";
import { requestFullFetch } from "./request-full-fetch";
import type { ErasureAnswer, ErasurePreview } from "./schema/erasure";

type EraseCommand = { readonly actor: Actor; readonly key: RecordKey; readonly reason: string };

/** What an erasure would empty: the record, and by model what belongs to it. */
export async function previewErasure(deps: Pick<CommandDeps, "pool">, key: RecordKey): Promise<ErasurePreview> {
  const integrationId = await findIntegrationId(deps.pool, key);
  const parts = await listErasable(deps.pool, { ...key, integrationId });
  const belonging = parts.filter(({ model, komboId }) => model !== key.model || komboId !== key.komboId);
  const models = [...new Set(belonging.map(({ model }) => model))].toSorted();
  return {
    belonging: models.map((model) => ({ model, records: belonging.filter((part) => part.model === model).length })),
  };
}

/**
 * Erases a record and all that belongs to it everywhere (I12), and keeps it so: later answers for them are counted
 * unchanged and not stored, until the erasure is lifted. Whoever holds a lease of the integration loses it: its page in
 * hand was read before, and is asked for again (I4).
 */
export async function eraseRecord(deps: CommandDeps, { actor, key, reason }: EraseCommand): Promise<ErasureAnswer> {
  const now = await deps.clock.start();
  return withTransaction(deps.pool, async (tx) => {
    const at = now();
    const integrationId = await findIntegrationId(tx, key);
    await takeEndpoints(tx, { integrationId, at });
    const parts = await listErasable(tx, { ...key, integrationId });
    if (parts.length === 0) throw new AppError("not_found", "There is no such record in the mirror.");
    const { rowCount } = await tx.query(
      `INSERT INTO erased_records (integration_id, model, kombo_id, erased_at, erased_by, reason, records)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [integrationId, key.model, key.komboId, at, actorName(actor), reason, parts.length],
    );
    if (rowCount === 0) throw new AppError("conflict", "The record is erased already.");
    await eraseRecords(tx, { integrationId, parts, at });
    const after = { reason, records: parts.length };
    await insertAuditEvent(tx, { actor, action: "record.erase", target: targetOf(key), after, at });
    return { records: parts.length };
  });
}

/** From now on the record is stored again; full fetches bring it, what belongs to it and its copies back. */
export async function liftErasure(deps: CommandDeps, { actor, key, reason }: EraseCommand): Promise<ErasureAnswer> {
  const now = await deps.clock.start();
  return withTransaction(deps.pool, async (tx) => {
    const at = now();
    const integrationId = await findIntegrationId(tx, key);
    await takeEndpoints(tx, { integrationId, at });
    const { rowCount } = await tx.query(
      "DELETE FROM erased_records WHERE integration_id = $1 AND model = $2 AND kombo_id = $3",
      [integrationId, key.model, key.komboId],
    );
    if (rowCount === 0)
      throw new AppError("conflict", "The record is not erased on request, so there is nothing to lift.");
    const { komboIntegrationId } = key;
    const holders = listHolders(key.model);
    // Kept where none can be queued now; and one that is half way may have passed the record over already.
    await tx.query(
      `UPDATE endpoint_states SET full_wanted_at = $3, due_at = least(due_at, $3)
       WHERE integration_id = $1 AND endpoint = ANY($2) AND enabled`,
      [integrationId, holders, at],
    );
    const wish = {
      komboIntegrationId,
      endpoints: holders,
      dryRun: false,
      requestedBy: actorName(actor),
      at,
    };
    const runs = await requestFullFetch(tx, { ...wish, trigger: "manual" });
    await insertAuditEvent(tx, { actor, action: "erasure.lift", target: targetOf(key), after: { reason }, at });
    return { records: runs.length };
  });
}

function targetOf({ komboIntegrationId, model, komboId }: RecordKey): string {
  return `${komboIntegrationId}/${model}/${komboId}`;
}

/** The endpoints whose records are of the model, belong to one of it, or hold copies of one. */
function listHolders(model: string): readonly string[] {
  const models = [model, ...listBelongings(model).map((belonging) => belonging.model)];
  const own = endpoints.filter((endpoint) => models.includes(endpoint.model)).map(({ path }) => path);
  return [...new Set([...own, ...listCopyPlaces(model).map(({ endpoint }) => endpoint.path)])].toSorted();
}

async function findIntegrationId(sql: Sql, { komboIntegrationId }: RecordKey): Promise<string> {
  const { rows } = await sql.query<{ id: string }>("SELECT id FROM integrations WHERE kombo_integration_id = $1", [
    komboIntegrationId,
  ]);
  const [row] = rows;
  if (!row) throw new AppError("not_found", "There is no integration with this id.");
  return row.id;
}

/** Locks every endpoint in the one order; a lease that was held is over, and the endpoint due again. */
async function takeEndpoints(tx: Sql, { integrationId, at }: { integrationId: string; at: Date }): Promise<void> {
  await tx.query("SELECT 1 FROM endpoint_states WHERE integration_id = $1 ORDER BY endpoint FOR UPDATE", [
    integrationId,
  ]);
  await takeLeases(tx, { integrationId, endpoints: "all", at });
}
