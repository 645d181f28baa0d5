import type { Sql } from "@/lib/db/pool";
import { endpoints, listEndpoints } from "@/lib/kombo/endpoints";
import type { KomboEventIntegration } from "@/lib/kombo/events";

export type RegisteredIntegration = {
  readonly id: string;
  readonly isNew: boolean;
  readonly category: string;
  readonly deletedAt: Date | null;
  readonly strategy: string;
  readonly legacyEvents: string;
};

export type Registration = {
  readonly integration: KomboEventIntegration;
  readonly webhookEventId: string | null;
  readonly at: Date;
};

/** The category comes with the details when no event told it. */
const unknownCategory = "UNKNOWN";

/**
 * Finds the integration an event names, or registers it with every endpoint of its category wanted in full. A known one
 * is not locked: runs lock an endpoint before its integration, so whoever marks endpoints must not hold it already.
 */
export async function registerIntegration(tx: Sql, input: Registration): Promise<RegisteredIntegration> {
  const id = input.integration.komboIntegrationId;
  const known = await findIntegration(tx, id);
  if (known) return known;
  const added = await insertIntegration(tx, input);
  if (!added) {
    const raced = await findIntegration(tx, id);
    if (!raced) throw new Error(`Integration ${id} could neither be found nor registered`);
    return raced;
  }
  await wantEverything(tx, { ...input, integrationId: added.id, category: added.category });
  return added;
}

const columns = `id, category, deleted_at AS "deletedAt", strategy, legacy_events AS "legacyEvents"`;

async function findIntegration(tx: Sql, komboIntegrationId: string): Promise<RegisteredIntegration | null> {
  const { rows } = await tx.query<RegisteredIntegration>(
    `SELECT ${columns}, false AS "isNew" FROM integrations WHERE kombo_integration_id = $1`,
    [komboIntegrationId],
  );
  return rows[0] ?? null;
}

async function insertIntegration(tx: Sql, { integration, at }: Registration): Promise<RegisteredIntegration | null> {
  const { rows } = await tx.query<RegisteredIntegration>(
    `INSERT INTO integrations (kombo_integration_id, tool, category, organization_name, creator_email, origin_id,
                               details_due_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
     ON CONFLICT (kombo_integration_id) DO NOTHING RETURNING ${columns}, true AS "isNew"`,
    [
      integration.komboIntegrationId,
      // The tool is the part of the id before the colon.
      integration.tool ?? integration.komboIntegrationId.split(":")[0],
      integration.category ?? unknownCategory,
      integration.organizationName,
      integration.creatorEmail,
      integration.originId,
      at,
    ],
  );
  return rows[0] ?? null;
}

/** Brings a deleted integration back: only `integration-created` or a person may. */
export async function reviveIntegration(
  tx: Sql,
  input: Registration & { integrationId: string; category: string },
): Promise<void> {
  await wantEverything(tx, input);
  await tx.query(
    `UPDATE integrations SET deleted_at = NULL, kept_at = NULL, purge_wanted_at = NULL, purged_at = NULL, state = 'ACTIVE',
       details_due_at = $2
     WHERE id = $1`,
    [input.integrationId, input.at],
  );
}

/** Every endpoint of the category, marked and wanted in full; existing ones keep their history. */
export async function wantEverything(
  tx: Sql,
  input: { integrationId: string; category: string; webhookEventId: string | null; at: Date },
): Promise<void> {
  const offered = listEndpoints(input.category);
  await tx.query(
    `WITH wanted AS (
       INSERT INTO endpoint_states (integration_id, endpoint, model, wanted_seq, dirty_since, full_wanted_at, due_at)
       SELECT $1, e.endpoint, e.model, 1, $5, $5, $5
       FROM unnest($2::text[], $3::text[]) AS e(endpoint, model) ORDER BY e.endpoint
       ON CONFLICT (integration_id, endpoint) DO UPDATE SET wanted_seq = endpoint_states.wanted_seq + 1,
         dirty_since = coalesce(endpoint_states.dirty_since, excluded.dirty_since),
         full_wanted_at = excluded.full_wanted_at, due_at = excluded.due_at
       RETURNING endpoint, wanted_seq)
     INSERT INTO endpoint_marks (integration_id, endpoint, seq, trigger, webhook_event_id, marked_at)
     SELECT $1, endpoint, wanted_seq, 'initial', $4, $5 FROM wanted`,
    [
      input.integrationId,
      offered.map(({ path }) => path),
      offered.map(({ model }) => model),
      input.webhookEventId,
      input.at,
    ],
  );
}

/**
 * Endpoints that a version later than the registration brought, as if they had been there then. Known ones are neither
 * touched nor locked, so that it costs a look into their key. A deleted integration has all it will have until it comes back.
 */
export async function wantMissing(sql: Sql, input: { integrationIds: readonly string[]; at: Date }): Promise<void> {
  await sql.query(
    `WITH wanted AS (
       INSERT INTO endpoint_states (integration_id, endpoint, model, wanted_seq, dirty_since, full_wanted_at, due_at)
       SELECT i.id, e.endpoint, e.model, 1, $5, $5, $5
       FROM integrations i JOIN unnest($2::text[], $3::text[], $4::text[]) AS e(category, endpoint, model) USING (category)
       WHERE i.id = ANY($1) AND i.deleted_at IS NULL
       ORDER BY i.id, e.endpoint
       ON CONFLICT (integration_id, endpoint) DO NOTHING
       RETURNING integration_id, endpoint, wanted_seq)
     INSERT INTO endpoint_marks (integration_id, endpoint, seq, trigger, marked_at)
     SELECT integration_id, endpoint, wanted_seq, 'initial', $5 FROM wanted`,
    [
      input.integrationIds,
      endpoints.map(({ category }) => category),
      endpoints.map(({ path }) => path),
      endpoints.map(({ model }) => model),
      input.at,
    ],
  );
}
