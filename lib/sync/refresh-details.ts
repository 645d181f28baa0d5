import { addMilliseconds, type Now } from "@/lib/clock";
import type { Sql } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { errorMessage } from "@/lib/errors";
import { wantEverything, wantMissing } from "@/lib/integrations/register";
import { KomboError } from "@/lib/kombo/errors";
import type { IntegrationDetails, ReadModel } from "@/lib/kombo/wire";

import { moveIntegration } from "./complete-run";
import type { SyncDeps } from "./deps";
import { blockKeyAfter } from "./kombo-key";
import { lockEndpoints } from "./mark-dirty";

const refreshEveryMs = 6 * 3_600_000;
const retryEveryMs = 10 * 60_000;
const unavailableWaitMs = 24 * 3_600_000;
const newForMs = 3_600_000;
const notFoundWaitMs = 24 * 3_600_000;

/**
 * Asks Kombo for the name, state and offered models of integrations whose details are due. Taking one postpones it, so
 * two processes do not ask twice; a failure is tried again in ten minutes and holds nothing else up. What the catalog has
 * that one of them lacks is wanted of it.
 */
export async function refreshDueDetails(deps: SyncDeps, now: Now): Promise<void> {
  const takenUntil = addMilliseconds(now(), retryEveryMs);
  const { rows } = await deps.pool.query<{ id: string; komboIntegrationId: string }>(
    `UPDATE integrations SET details_due_at = $2 WHERE id IN (
       SELECT id FROM integrations WHERE details_due_at <= $1 AND deleted_at IS NULL
       ORDER BY details_due_at LIMIT 5 FOR UPDATE SKIP LOCKED)
     RETURNING id, kombo_integration_id AS "komboIntegrationId"`,
    [now(), takenUntil],
  );
  // Here, since each integration comes by every few hours, whatever Kombo answers: to look through all of them at each tick
  // would cost more, and would want what a new version brought of all of them at once.
  if (rows.length > 0) await wantMissing(deps.pool, { integrationIds: rows.map(({ id }) => id), at: now() });
  for (const row of rows) {
    try {
      const details = await deps.kombo.getIntegration(row.komboIntegrationId, now);
      await withTransaction(deps.pool, (tx) =>
        storeDetails(tx, { integrationId: row.id, details, takenUntil, at: now() }),
      );
    } catch (error) {
      if (error instanceof KomboError && error.kind === "gone") {
        await storeNotFound(deps.pool, { integrationId: row.id, takenUntil, at: now() });
      }
      deps.log.warn({ integration: row.komboIntegrationId, reason: errorMessage(error) }, "details not refreshed");
      // The others would only hear the same.
      if (error instanceof KomboError && (await blockKeyAfter(deps, error, now()))) return;
    }
  }
}

/** Deleted at Kombo, although no event of ours is the last to say so. Its next details, if there are any, end it. */
async function storeNotFound(sql: Sql, input: { integrationId: string; takenUntil: Date; at: Date }): Promise<void> {
  await sql.query(
    `UPDATE integrations SET state = 'NOT_FOUND', details_due_at = $3
     WHERE id = $1 AND deleted_at IS NULL AND details_due_at = $2 AND created_at < $4`,
    [
      input.integrationId,
      input.takenUntil,
      addMilliseconds(input.at, notFoundWaitMs),
      // Kombo may announce an integration before all of it knows.
      addMilliseconds(input.at, -newForMs),
    ],
  );
}

async function storeDetails(
  tx: Sql,
  input: { integrationId: string; details: IntegrationDetails; takenUntil: Date; at: Date },
): Promise<void> {
  const { details, integrationId, at } = input;
  // Endpoints before the integration: the order in which runs lock them too.
  await lockEndpoints(tx, integrationId);
  await storeAvailability(tx, { integrationId, readModels: details.read_models, at });
  const { rows } = await tx.query<{ categoryWas: string }>(
    `UPDATE integrations i SET tool = $2, tool_label = $3, category = $4, state = $5, setup_status = $6,
       organization_name = coalesce($7, i.organization_name), creator_email = coalesce($8, i.creator_email),
       origin_id = coalesce($9, i.origin_id), data_expired_at = $10, details_fetched_at = $11, details_due_at = $12
     FROM integrations old
     WHERE i.id = $1 AND old.id = i.id AND i.deleted_at IS NULL AND i.details_due_at = $13 RETURNING old.category AS "categoryWas"`,
    [
      integrationId,
      details.tool.id,
      details.tool.label,
      details.category,
      details.status,
      details.setup_status,
      details.end_user.organization_name,
      details.end_user.creator_email,
      details.end_user.origin_id,
      details.data_expired_at,
      at,
      addMilliseconds(at, refreshEveryMs),
      // An event that came while Kombo answered is newer than the answer: then this one is not stored, and asked for again.
      input.takenUntil,
    ],
  );
  await moveIntegration(tx, integrationId);
  // The event that registered it did not tell the category: its endpoints are known only now.
  if (rows[0] && rows[0].categoryWas !== details.category) {
    await wantEverything(tx, { integrationId, category: details.category, webhookEventId: null, at });
  }
}

async function storeAvailability(
  tx: Sql,
  input: { integrationId: string; readModels: readonly ReadModel[]; at: Date },
): Promise<void> {
  const reasons = input.readModels.map((model) => ({ model: model.id, reason: decideUnavailability(model) }));
  await tx.query(
    `UPDATE endpoint_states s SET unavailable_reason = m.reason,
       due_at = CASE WHEN m.reason IS NULL THEN $3::timestamptz ELSE $4 END
     FROM jsonb_to_recordset($2::jsonb) AS m(model text, reason text)
     WHERE s.integration_id = $1 AND s.model = m.model AND s.unavailable_reason IS DISTINCT FROM m.reason`,
    [input.integrationId, JSON.stringify(reasons), input.at, addMilliseconds(input.at, unavailableWaitMs)],
  );
}

/** The words of Kombo's own error codes, so that a screen shows one reason however it was learnt. */
function decideUnavailability(model: ReadModel): string | null {
  if (model.opted_out_by_customer === true || model.scope_config_setting === "DISABLED")
    return "INTEGRATION.MODEL_DISABLED";
  if (model.is_available === false) return "INTEGRATION.MODEL_NOT_AVAILABLE";
  return null;
}
