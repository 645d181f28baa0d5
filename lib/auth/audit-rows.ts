import { listDistinct } from "@/lib/db/distinct";
import { cursorValue, decodeCursor, toPage } from "@/lib/db/keyset";
import { escapeLike } from "@/lib/db/like";
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

/**
 * Part of a target may be in every event or in none, and the database does not know which: the newest are looked through
 * first, and what they do not fill is found by the trigrams of targets, which need three letters.
 */
async function readPage(pool: Pool, filters: AuditFilters, size: number): Promise<PageOf<AuditRow>> {
  const part = filters.search ?? "";
  if (part.length < trigram) return toAuditPage(await readRows(pool, filters, { size, from: chosen }), size);
  const newest = `(${chosen} ORDER BY at DESC, id DESC LIMIT ${lookedThrough * size}) newest WHERE ${hasPart}`;
  const rows = await readRows(pool, filters, { size, from: `SELECT * FROM ${newest}` });
  if (rows.length > size) return toAuditPage(rows, size);
  return toAuditPage(await readRows(pool, filters, { size, from: `${chosen} AND ${hasPart} OFFSET 0` }), size);
}

const trigram = 3;
/** For each row of a page. */
const lookedThrough = 80;
const hasPart = "($3::text IS NULL OR lower(target) LIKE $3)";
const chosen = `SELECT * FROM audit_events
  WHERE ($1::text IS NULL OR actor_name = $1) AND ($2::text IS NULL OR action = $2)
    AND ($4::timestamptz IS NULL OR at >= $4) AND ($5::timestamptz IS NULL OR at < $5)
    AND ($6::timestamptz IS NULL OR (at, id) < ($6, $7::bigint))`;

type DatabaseRow = Omit<AuditRow, "at"> & { readonly at: Date };

async function readRows(
  pool: Pool,
  filters: AuditFilters,
  { size, from }: { size: number; from: string },
): Promise<readonly DatabaseRow[]> {
  const [at = null, id = null] =
    filters.cursor === undefined ? [] : decodeCursor(filters.cursor, [cursorValue.time, cursorValue.sequence]);
  const { rows } = await pool.query<DatabaseRow>(
    `SELECT id::text, at, actor_id AS "actorId", actor_name AS "actorName", action, target, before, after
     FROM (${from}) e WHERE ${hasPart} ORDER BY e.at DESC, e.id DESC LIMIT ${size + 1}`,
    [
      filters.actor ?? null,
      filters.action ?? null,
      filters.search === undefined ? null : `%${escapeLike(filters.search.toLowerCase())}%`,
      filters.from ?? null,
      filters.to ?? null,
      at,
      id,
    ],
  );
  return rows;
}

function toAuditPage(rows: readonly DatabaseRow[], size: number): PageOf<AuditRow> {
  const events = rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  return toPage(events, size, (row) => [row.at, row.id]);
}

/** Who has done something, and what was done. */
export async function listAuditChoices(pool: Pool): Promise<{ actors: readonly string[]; actions: readonly string[] }> {
  const [actors, actions] = await Promise.all([
    listDistinct(pool, { table: "audit_events", column: "actor_name" }),
    listDistinct(pool, { table: "audit_events", column: "action" }),
  ]);
  return { actors, actions };
}
