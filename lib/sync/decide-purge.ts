import type { Actor } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import type { Sql } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";

import type { CommandDeps } from "./deps";
import type { PurgeAnswer } from "./schema/erasure";

type Decision = { readonly actor: Actor; readonly komboIntegrationId: string };

/** A deleted integration's data stays until somebody decides otherwise. */
export async function keepDeleted(deps: CommandDeps, { actor, komboIntegrationId }: Decision): Promise<PurgeAnswer> {
  const now = await deps.clock.start();
  return withTransaction(deps.pool, async (tx) => {
    const { id, records } = await lockDeleted(tx, komboIntegrationId);
    await tx.query("UPDATE integrations SET kept_at = $2, purge_wanted_at = NULL WHERE id = $1", [id, now()]);
    await insertAuditEvent(tx, { actor, action: "integration.keep", target: komboIntegrationId, at: now() });
    return { records };
  });
}

/** Its data goes at once. The person says how many records that are, so that nobody purges the wrong one. */
export async function purgeAtOnce(
  deps: CommandDeps,
  { actor, komboIntegrationId, records }: Decision & { readonly records: number },
): Promise<PurgeAnswer> {
  const now = await deps.clock.start();
  return withTransaction(deps.pool, async (tx) => {
    const deleted = await lockDeleted(tx, komboIntegrationId);
    if (deleted.records !== records) {
      throw new AppError("conflict", `records: there are ${deleted.records}, not ${records}. Nothing was purged.`);
    }
    await tx.query("UPDATE integrations SET kept_at = NULL, purge_wanted_at = $2 WHERE id = $1", [deleted.id, now()]);
    const after = { records };
    await insertAuditEvent(tx, { actor, action: "integration.purge", target: komboIntegrationId, after, at: now() });
    return { records };
  });
}

async function lockDeleted(tx: Sql, komboIntegrationId: string): Promise<{ id: string; records: number }> {
  const { rows } = await tx.query<{ id: string; isDeleted: boolean; isPurged: boolean }>(
    `SELECT id, deleted_at IS NOT NULL AS "isDeleted", purged_at IS NOT NULL AS "isPurged" FROM integrations
     WHERE kombo_integration_id = $1 FOR NO KEY UPDATE`,
    [komboIntegrationId],
  );
  const [row] = rows;
  if (!row) throw new AppError("not_found", "There is no integration with this id.");
  if (!row.isDeleted) throw new AppError("conflict", "The integration is not deleted in Kombo, so its data is in use.");
  if (row.isPurged) throw new AppError("conflict", "The integration's data is gone already.");
  return { id: row.id, records: await countRecords(tx, row.id) };
}

/** Tombstones included: they hold data too. */
export async function countRecords(sql: Sql, integrationId: string): Promise<number> {
  const { rows } = await sql.query<{ records: number }>(
    "SELECT count(*)::int AS records FROM records WHERE integration_id = $1",
    [integrationId],
  );
  return rows[0]?.records ?? 0;
}
