import type { Pool } from "@/lib/db/pool";
import type { PageOf } from "@/lib/http/page";

import { encodeRunPosition } from "./cursor";
import { findFilteredIntegration } from "./find-integration";
import { cutPage, type Stored } from "./page";
import type { ConsumerRun, RunsQuery } from "./schema";

type Row = Stored<
  ConsumerRun,
  "updated_after" | "fetch_started_at" | "waiting_until" | "created_at" | "started_at" | "finished_at"
>;

/** Newest first; served by the (created_at, id) indexes of sync_runs, with or without an integration. */
export async function listConsumerRuns(pool: Pool, query: RunsQuery): Promise<PageOf<Row>> {
  const integrationId = await findFilteredIntegration(pool, query.integration);
  const { rows } = await pool.query<Row>(
    `SELECT r.id, r.integration_id, i.kombo_integration_id, r.endpoint, r.mode, r.dry_run, r.trigger, r.state,
            r.updated_after, r.fetch_started_at, r.pages, r.received, r.created, r.updated, r.unchanged, r.deleted,
            r.restored, r.stale, r.invalid, r.swept, r.requests, r.retries, r.waiting_until, r.error_code,
            r.error_message, r.requested_by, r.created_at, r.started_at, r.finished_at
     FROM sync_runs r JOIN integrations i ON i.id = r.integration_id
     WHERE ($1::uuid IS NULL OR r.integration_id = $1) AND ($2::text IS NULL OR r.endpoint = $2)
       AND ($3::text IS NULL OR r.state = $3) AND ($4::text IS NULL OR r.mode = $4)
       AND ($5::text IS NULL OR r.trigger = $5)
       AND ($6::timestamptz IS NULL OR (r.created_at, r.id) < ($6, $7::uuid))
     ORDER BY r.created_at DESC, r.id DESC LIMIT $8`,
    [
      integrationId,
      query.endpoint ?? null,
      query.state ?? null,
      query.mode ?? null,
      query.trigger ?? null,
      query.cursor?.createdAt ?? null,
      query.cursor?.id ?? null,
      query.limit + 1,
    ],
  );
  return cutPage(rows, query.limit, ({ created_at: at, id }) => encodeRunPosition({ createdAt: at.toISOString(), id }));
}
