import { cursorValue, decodeCursor, toPage } from "@/lib/db/keyset";
import type { Pool } from "@/lib/db/pool";
import type { PageOf } from "@/lib/http/page";

import type { AuditFilters, AuditRow } from "./schema";

const limit = 50;

/** Newest first; served by the (at, id) index. */
export async function listAuditEvents(pool: Pool, filters: AuditFilters): Promise<PageOf<AuditRow>> {
  return readPage(pool, filters, limit);
}

const exportedAtOnce = 1_000;

/** Every event the filters choose, newest first, read in pages so that no export holds the table or the memory. */
export async function* readAuditEvents(pool: Pool, filters: AuditFilters): AsyncGenerator<AuditRow> {
  let cursor = filters.cursor;
  do {
    const page = await readPage(pool, { ...filters, cursor }, exportedAtOnce);
    yield* page.rows;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}

async function readPage(pool: Pool, filters: AuditFilters, size: number): Promise<PageOf<AuditRow>> {
  const [at = null, id = null] =
    filters.cursor === undefined ? [] : decodeCursor(filters.cursor, [cursorValue.time, cursorValue.sequence]);
  const { rows } = await pool.query<Omit<AuditRow, "at"> & { at: Date }>(
    `SELECT id::text, at, actor_id AS "actorId", actor_name AS "actorName", action, target, before, after
     FROM audit_events
     WHERE ($1::text IS NULL OR actor_name = $1) AND ($2::text IS NULL OR action = $2)
       AND ($3::text IS NULL OR position(lower($3) IN lower(target)) > 0)
       AND ($4::timestamptz IS NULL OR at >= $4) AND ($5::timestamptz IS NULL OR at < $5)
       AND ($6::timestamptz IS NULL OR (at, id) < ($6, $7::bigint))
     ORDER BY at DESC, id DESC LIMIT ${size + 1}`,
    [
      filters.actor ?? null,
      filters.action ?? null,
      filters.search ?? null,
      filters.from ?? null,
      filters.to ?? null,
      at,
      id,
    ],
  );
  const events = rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  return toPage(events, size, (row) => [row.at, row.id]);
}

/** Who has done something, and what was done. */
export async function listAuditChoices(pool: Pool): Promise<{ actors: string[]; actions: string[] }> {
  const { rows } = await pool.query<{ actors: string[] | null; actions: string[] | null }>(
    `SELECT array_agg(DISTINCT actor_name) AS actors, array_agg(DISTINCT action) AS actions FROM audit_events`,
  );
  return { actors: rows[0]?.actors ?? [], actions: rows[0]?.actions ?? [] };
}
