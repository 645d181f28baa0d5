import type { Sql } from "@/lib/db/pool";
import type { KomboEventIntegration } from "@/lib/kombo/events";

/** When an integration last sent something, and what that told of its end customer; what it leaves out stays. */
export async function noteEvent(tx: Sql, input: { integration: KomboEventIntegration; at: Date }): Promise<void> {
  const { integration, at } = input;
  await tx.query(
    `UPDATE integrations SET last_webhook_at = greatest(last_webhook_at, $2),
       organization_name = coalesce($3, organization_name),
       creator_email = CASE WHEN purged_at IS NULL THEN coalesce($4, creator_email) END,
       origin_id = coalesce($5, origin_id)
     WHERE kombo_integration_id = $1`,
    [integration.komboIntegrationId, at, integration.organizationName, integration.creatorEmail, integration.originId],
  );
}

/** A state the event leaves out stays. The details are asked for again, since they tell what is offered now. */
export async function storeState(
  tx: Sql,
  input: { integrationId: string; state: string | null; setupStatus: string | null; qaStatus: string | null; at: Date },
): Promise<void> {
  await tx.query(
    `UPDATE integrations SET state = coalesce($2, state), setup_status = coalesce($3, setup_status),
       qa_status = coalesce($4, qa_status), details_due_at = $5
     WHERE id = $1`,
    [input.integrationId, input.state, input.setupStatus, input.qaStatus, input.at],
  );
}

/** The row and its data stay, marked. */
export async function storeDeletion(tx: Sql, input: { integrationId: string; at: Date }): Promise<void> {
  await tx.query(
    `UPDATE integrations SET deleted_at = coalesce(deleted_at, $2), state = 'DELETED', details_due_at = NULL WHERE id = $1`,
    [input.integrationId, input.at],
  );
}
