import { cursorValue, decodeCursor, toPage } from "@/lib/db/keyset";
import type { Pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import type { PageOf } from "@/lib/http/page";
import { findEndpoint } from "@/lib/kombo/endpoints";
import { rateLimitCodes } from "@/lib/kombo/errors";

import type { RunFilters, RunRow } from "./schema";

/** Columns of one run as lists show it; `r` is sync_runs, `i` its integration. */
const columns = `r.id, i.kombo_integration_id AS "komboIntegrationId", i.organization_name AS "organizationName", i.tool,
  r.endpoint, r.mode, r.dry_run AS "dryRun", r.trigger, r.state, r.pages, r.received, r.created, r.updated, r.unchanged,
  r.deleted, r.restored, r.stale, r.invalid, r.swept, r.expected, r.waiting_until AS "waitingUntil", r.requests,
  r.retries, r.slices, r.error_code AS "errorCode", r.error_message AS "errorMessage",
  r.requested_by AS "requestedBy", r.created_at AS "createdAt", r.started_at AS "startedAt",
  r.finished_at AS "finishedAt"`;
const source = "FROM sync_runs r JOIN integrations i ON i.id = r.integration_id";

type Times = "waitingUntil" | "createdAt" | "startedAt" | "finishedAt";
type DatabaseRow = Omit<RunRow, Times | "endpointLabel"> & {
  waitingUntil: Date | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
};

function toRunRow(row: DatabaseRow): RunRow {
  return {
    ...row,
    endpointLabel: endpointLabel(row.endpoint),
    waitingUntil: row.waitingUntil?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

export function endpointLabel(path: string): string {
  return findEndpoint(path)?.label ?? path;
}

/** Newest first; served by the (created_at, id) indexes of sync_runs, with or without an integration. */
export async function listRuns(pool: Pool, filters: RunFilters, limit = 50): Promise<PageOf<RunRow>> {
  const [createdAt = null, id = null] =
    filters.cursor === undefined ? [] : decodeCursor(filters.cursor, [cursorValue.time, cursorValue.uuid]);
  const { rows } = await pool.query<DatabaseRow>(
    `SELECT ${columns} ${source}
     WHERE ($1::text IS NULL OR r.integration_id = (SELECT id FROM integrations WHERE kombo_integration_id = $1))
       AND ($2::text IS NULL OR r.endpoint = $2) AND ($3::text IS NULL OR r.state = $3)
       AND ($4::text[] IS NULL OR (r.state IN ('queued', 'running') AND r.waiting_until IS NOT NULL AND r.error_code = ANY($4)))
       AND ($5::text IS NULL OR r.mode = $5) AND ($6::text IS NULL OR r.trigger = $6)
       AND ($7::text IS NULL OR r.created + r.updated + r.deleted + r.restored + r.swept > 0)
       AND ($8::timestamptz IS NULL OR r.created_at >= $8) AND ($9::timestamptz IS NULL OR r.created_at < $9)
       AND ($10::timestamptz IS NULL OR (r.created_at, r.id) < ($10, $11::uuid))
     ORDER BY r.created_at DESC, r.id DESC LIMIT ${limit + 1}`,
    [...toValues(filters), createdAt, id],
  );
  return toPage(rows.map(toRunRow), limit, (row) => [row.createdAt, row.id]);
}

/** In the order of the list's parameters; null: not narrowed by it. */
function toValues({ state, ...filters }: RunFilters): readonly unknown[] {
  const isLimited = state === "rate_limited";
  const { integration, endpoint, mode, trigger, changes, from, to } = filters;
  const ofState = isLimited ? [null, rateLimitCodes] : [state, null];
  return [integration, endpoint, ...ofState, mode, trigger, changes, from, to].map((value) => value ?? null);
}

/** Queued and running ones, oldest first; served by sync_runs_active_idx. */
export async function listActiveRunRows(pool: Pool): Promise<readonly RunRow[]> {
  const { rows } = await pool.query<DatabaseRow>(
    `SELECT ${columns} ${source} WHERE r.state IN ('queued', 'running') ORDER BY r.created_at LIMIT 200`,
  );
  return rows.map(toRunRow);
}

/** Held for a person, newest first; served by sync_runs_held_idx. */
export async function listHeldRunRows(pool: Pool, komboIntegrationId: string | null): Promise<readonly RunRow[]> {
  const { rows } = await pool.query<DatabaseRow>(
    `SELECT ${columns} ${source}
     WHERE r.state = 'needs_review' AND ($1::text IS NULL OR i.kombo_integration_id = $1)
     ORDER BY r.finished_at DESC LIMIT 100`,
    [komboIntegrationId],
  );
  return rows.map(toRunRow);
}

/** In no order. */
export async function listRunRowsOf(pool: Pool, ids: readonly string[]): Promise<readonly RunRow[]> {
  const { rows } = await pool.query<DatabaseRow>(`SELECT ${columns} ${source} WHERE r.id = ANY($1::uuid[])`, [ids]);
  return rows.map(toRunRow);
}

export async function findRunRow(pool: Pool, id: string): Promise<RunRow | null> {
  const { rows } = await pool.query<DatabaseRow>(`SELECT ${columns} ${source} WHERE r.id = $1`, [id]);
  return rows[0] ? toRunRow(rows[0]) : null;
}

export async function getRunRow(pool: Pool, id: string): Promise<RunRow> {
  const run = await findRunRow(pool, id);
  if (!run) throw new AppError("not_found", "There is no run with this id.");
  return run;
}

/** The runs an event caused, newest first. */
export async function listRunsCausedBy(pool: Pool, webhookEventId: string): Promise<readonly RunRow[]> {
  const { rows } = await pool.query<DatabaseRow>(
    `SELECT ${columns} ${source} JOIN run_causes c ON c.run_id = r.id
     WHERE c.webhook_event_id = $1 ORDER BY r.created_at DESC LIMIT 100`,
    [webhookEventId],
  );
  return rows.map(toRunRow);
}
