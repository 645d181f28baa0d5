import type { Pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import { readEvent } from "@/lib/kombo/events";

import type { Deed, LifecycleEvent } from "./schema/timeline";

/** Whose timeline it is. */
export type Subject = { readonly id: string; readonly komboIntegrationId: string; readonly createdAt: Date };

/** The entry a page goes on after; null: from the newest. */
export type Before = { readonly at: string; readonly id: string } | null;

type Span = { readonly before: Before; readonly limit: number };

export async function getSubject(pool: Pool, komboIntegrationId: string): Promise<Subject> {
  const { rows } = await pool.query<Subject>(
    `SELECT id, kombo_integration_id AS "komboIntegrationId", created_at AS "createdAt"
     FROM integrations WHERE kombo_integration_id = $1`,
    [komboIntegrationId],
  );
  const [row] = rows;
  if (!row) throw new AppError("not_found", "There is no integration with this id.");
  return row;
}

const columns = "a.id, a.at, a.actor_name, a.action, a.target, a.before, a.after";
const older = "($2::timestamptz IS NULL OR (a.at, a.id) < ($2, $3::bigint)) ORDER BY a.at DESC, a.id DESC LIMIT $4";

/**
 * What people did to it, to all integrations at once, and to its runs; each part by an index of its own. Deeds about
 * single records are not among them: who looks at a person's data is the audit log's matter.
 */
export async function listDeeds(pool: Pool, subject: Subject, { before, limit }: Span): Promise<readonly Deed[]> {
  const { rows } = await pool.query<Omit<Deed, "at"> & { at: Date }>(
    `SELECT id::text, at, actor_name AS "actorName", action, target, before, after,
            CASE WHEN action IN ('run.cancel', 'review.apply', 'review.discard') THEN target END AS "runId"
     FROM (
       (SELECT ${columns} FROM audit_events a
        WHERE split_part(a.target, ' ', 1) = $1
          AND (a.action LIKE 'integration.%' OR a.action IN ('endpoint.rewind', 'full_fetch.request')) AND ${older})
       UNION ALL
       (SELECT ${columns} FROM audit_events a
        WHERE split_part(a.target, ' ', 1) = 'all' AND a.action = 'full_fetch.request' AND a.at >= $6 AND ${older})
       UNION ALL
       (SELECT ${columns} FROM audit_events a
        WHERE a.action IN ('run.cancel', 'review.apply', 'review.discard')
          AND EXISTS (SELECT 1 FROM sync_runs r WHERE r.id = a.target::uuid AND r.integration_id = $5) AND ${older})
     ) a ORDER BY at DESC, a.id DESC LIMIT $4`,
    [subject.komboIntegrationId, before?.at ?? null, before?.id ?? null, limit, subject.id, subject.createdAt],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** What Kombo said about its connection; served by webhook_events_lifecycle_idx. */
export async function listLifecycleEvents(
  pool: Pool,
  { komboIntegrationId }: Subject,
  { before, limit }: Span,
): Promise<readonly LifecycleEvent[]> {
  const { rows } = await pool.query<{ id: string; at: Date; type: string; payload: unknown }>(
    `SELECT id, first_received_at AS at, type, payload FROM webhook_events
     WHERE kombo_integration_id = $1 AND type IN ('integration-created', 'integration-deleted', 'integration-state-changed')
       AND ($2::timestamptz IS NULL OR (first_received_at, id) < ($2, $3::uuid))
     ORDER BY first_received_at DESC, id DESC LIMIT $4`,
    [komboIntegrationId, before?.at ?? null, before?.id ?? null, limit],
  );
  return rows.map(({ at, payload, ...row }) => {
    const { state, setupStatus, qaStatus } = readEvent(payload);
    return { ...row, at: at.toISOString(), state, setupStatus, qaStatus };
  });
}
