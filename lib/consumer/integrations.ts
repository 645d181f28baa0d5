import { maySee } from "@/lib/auth/mask";
import type { Sight } from "@/lib/auth/sight";
import type { Pool } from "@/lib/db/pool";
import type { PageOf } from "@/lib/http/page";

import { encodeIntegrationPosition } from "./cursor";
import { cutPage, type Stored } from "./page";
import type { ConsumerIntegration, IntegrationsQuery } from "./schema";

type EndpointRow = Stored<
  ConsumerIntegration["endpoints"][number],
  "watermark" | "last_full_fetch_at" | "last_succeeded_at"
>;
type Row = Stored<
  Omit<ConsumerIntegration, "endpoints">,
  | "paused_at"
  | "data_expired_at"
  | "last_fetched_from_kombo_at"
  | "last_webhook_at"
  | "deleted_at"
  | "purged_at"
  | "created_at"
>;

/** In the order of their ids; there are few, and they do not move. */
export async function listConsumerIntegrations(
  pool: Pool,
  { query, sight }: { query: IntegrationsQuery; sight: Sight },
): Promise<PageOf<Row & { readonly endpoints: readonly EndpointRow[] }>> {
  const { rows } = await pool.query<Row>(
    `SELECT id, kombo_integration_id, tool, category, state, setup_status, qa_status, organization_name, creator_email,
            origin_id, paused_at, data_expired_at, last_fetched_from_kombo_at, last_webhook_at, deleted_at,
            purged_at, created_at
     FROM integrations WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2`,
    [query.cursor?.id ?? null, query.limit + 1],
  );
  const page = cutPage(rows, query.limit, encodeIntegrationPosition);
  const endpointsById = await listEndpoints(
    pool,
    page.rows.map(({ id }) => id),
  );
  return {
    rows: page.rows.map((row) => ({
      ...row,
      creator_email: row.creator_email && !maySee(sight, "personal") ? { masked: "personal" } : row.creator_email,
      endpoints: endpointsById.get(row.id) ?? [],
    })),
    next: page.next,
  };
}

async function listEndpoints(pool: Pool, ids: readonly string[]): Promise<ReadonlyMap<string, EndpointRow[]>> {
  const { rows } = await pool.query<EndpointRow & { integration_id: string }>(
    `SELECT integration_id, endpoint, model, enabled, watermark, last_full_fetch_at, last_succeeded_at,
            unavailable_reason, live_records, deleted_records
     FROM endpoint_states WHERE integration_id = ANY($1) ORDER BY endpoint`,
    [ids],
  );
  const byId = new Map<string, EndpointRow[]>();
  for (const { integration_id: id, ...endpoint } of rows) byId.set(id, [...(byId.get(id) ?? []), endpoint]);
  return byId;
}
