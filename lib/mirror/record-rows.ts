import type { z } from "zod";

import { maskRecord } from "@/lib/auth/mask";
import type { Sight } from "@/lib/auth/sight";
import { cursorValue, decodeCursor, toPage } from "@/lib/db/keyset";
import type { Pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import type { PageOf } from "@/lib/http/page";
import { endpoints } from "@/lib/kombo/endpoints";
import { readRelated } from "@/lib/mirror/schema/related-words";

import { listHighlights } from "./highlights";
import { isJsonObject } from "./json";
import { findAskedRelation, referenceKey } from "./relations";
import type { recordCountsSchema, recordFiltersSchema, recordListSchema, RecordRow } from "./schema";
import { listNamedModels, seenName } from "./seen-name";

const labelByModel: ReadonlyMap<string, string> = new Map(endpoints.map(({ model, label }) => [model, label]));

export function modelLabel(model: string): string {
  return labelByModel.get(model) ?? model;
}

export type ExportedRecord = RecordRow & { readonly data: Readonly<Record<string, unknown>> };

type DatabaseRow = Omit<RecordRow, "modelLabel" | "highlights" | "changedAt" | "fetchedAt" | "deletedAt"> & {
  data: unknown;
  changedAt: Date | null;
  fetchedAt: Date;
  deletedAt: Date | null;
};

const searchMin = 3;
const wordsMax = 8;

type ListedRecords = { readonly filters: z.output<typeof recordFiltersSchema>; readonly sight: Sight };

/** Last written first. */
export async function listRecords(
  pool: Pool,
  { filters: { limit, ...filters }, sight }: { filters: z.output<typeof recordListSchema>; sight: Sight },
): Promise<PageOf<RecordRow>> {
  const page = await readPage(pool, { filters, sight, size: limit });
  return { rows: page.rows.map((row) => toRecordRow(row, sight)), next: page.next };
}

const exportedAtOnce = 500;

/** The same records in larger pages, each with all its data, masked as in the record itself. */
export async function listRecordsToExport(pool: Pool, list: ListedRecords): Promise<PageOf<ExportedRecord>> {
  const page = await readPage(pool, { ...list, size: exportedAtOnce });
  const rows = page.rows.map((row) => ({
    ...toRecordRow(row, list.sight),
    data: maskRecord(row.model, isJsonObject(row.data) ? row.data : {}, list.sight),
  }));
  return { rows, next: page.next };
}

/**
 * Served by the (…, fetched_at, kombo_id) indexes. A search finds parts of names and e-mails by the trigrams of
 * search_text (all its words, in any order) where the names may be seen, and whole ids by their own indexes; whoever names
 * a record by the index of references.
 */
async function readPage(
  pool: Pool,
  { filters, sight, size }: ListedRecords & { readonly size: number },
): Promise<PageOf<DatabaseRow>> {
  const source = toSource(filters, { parameter: 10, sight });
  const search = toSearchCondition(filters.search, { firstParameter: 10 + source.values.length, sight });
  const [fetchedAt = null, integrationId = null, model = null, komboId = null] =
    filters.cursor === undefined
      ? []
      : decodeCursor(filters.cursor, [cursorValue.time, cursorValue.uuid, cursorValue.text, cursorValue.text]);
  const { rows } = await pool.query<DatabaseRow & { integrationId: string }>(
    `SELECT r.integration_id AS "integrationId", i.kombo_integration_id AS "komboIntegrationId",
            i.organization_name AS "organizationName", r.model, r.kombo_id AS "komboId", r.remote_id AS "remoteId",
            r.display_name AS "displayName", r.data, r.changed_at AS "changedAt", r.fetched_at AS "fetchedAt",
            r.deleted_at AS "deletedAt", r.deleted_reason AS "deletedReason"
     FROM ${source.records} r JOIN integrations i ON i.id = r.integration_id
     WHERE ($1::text IS NULL OR r.integration_id = (SELECT id FROM integrations WHERE kombo_integration_id = $1))
       AND ($2::text IS NULL OR r.model = $2)
       AND ${search.condition}
       AND ($3 = 'include' OR (r.deleted_at IS NOT NULL) = ($3 = 'only'))
       AND ($4::timestamptz IS NULL OR (r.fetched_at, r.integration_id, r.model, r.kombo_id) < ($4, $5::uuid, $6, $7))
       AND ($8::timestamptz IS NULL OR r.fetched_at >= $8)
       AND ($9::text IS NULL OR (r.integration_id, r.model, r.kombo_id) IN (
              SELECT c.integration_id, c.model, c.kombo_id FROM record_changes c
              WHERE c.drift IS NOT NULL AND ($9 = 'any' OR c.drift = $9)))
     ORDER BY r.fetched_at DESC, r.integration_id DESC, r.model DESC, r.kombo_id DESC LIMIT ${size + 1}`,
    [
      filters.integration ?? null,
      filters.model ?? null,
      filters.deleted,
      fetchedAt,
      integrationId,
      model,
      komboId,
      filters.since ?? null,
      filters.drift ?? null,
      ...source.values,
      ...search.values,
    ],
  );
  return toPage(rows, size, (row) => [row.fetchedAt.toISOString(), row.integrationId, row.model, row.komboId]);
}

function toRecordRow(row: DatabaseRow, sight: Sight): RecordRow {
  return {
    komboIntegrationId: row.komboIntegrationId,
    organizationName: row.organizationName,
    model: row.model,
    modelLabel: modelLabel(row.model),
    komboId: row.komboId,
    remoteId: row.remoteId,
    displayName: seenName(row, sight),
    highlights: [...listHighlights(row, sight)],
    changedAt: row.changedAt?.toISOString() ?? null,
    fetchedAt: row.fetchedAt.toISOString(),
    deletedAt: row.deletedAt?.toISOString() ?? null,
    deletedReason: row.deletedReason,
  };
}

type Source = { readonly records: string; readonly values: readonly string[] };

/**
 * Those that name a record are read as a whole by the index of references, and ordered then: left to itself the database
 * walks through all records in their order and asks each for its references, 20 times as long for 2 % of 200,000. What is
 * masked in a record cannot be asked for: it would be told by what the list holds.
 */
function toSource(
  { model, related }: ListedRecords["filters"],
  { parameter, sight }: { parameter: number; sight: Sight },
): Source {
  if (related === undefined) return { records: "records", values: [] };
  const asked = readRelated(related);
  if (asked === null || findAskedRelation({ model, related: asked }, sight) === null) {
    throw new AppError("bad_request", "related: is no relation of this model. Follow a link on the page of a record.");
  }
  return {
    records: `(SELECT n.* FROM records n
      WHERE n.model = $2 AND record_references(n.model, n.data) @> ARRAY[$${parameter}] OFFSET 0)`,
    values: [referenceKey(asked.path, asked.komboId)],
  };
}

type Condition = { readonly condition: string; readonly values: readonly (string | readonly string[])[] };

/**
 * Each word is a condition of its own, since `LIKE ALL (…)` is not served by an index. Trigrams find three letters or
 * more; fewer would read the whole table.
 */
function toSearchCondition(
  search: string | undefined,
  { firstParameter, sight }: { firstParameter: number; sight: Sight },
): Condition {
  const text = (search ?? "").trim();
  const words = text.toLowerCase().split(/\s+/).slice(0, wordsMax);
  if (text === "") return { condition: "true", values: [] };
  if (!words.some((word) => word.length >= searchMin)) {
    throw new AppError("bad_request", `search: give at least ${searchMin} letters of a name, an e-mail or an id.`);
  }
  const parts = words.map((_, index) => `r.search_text LIKE $${firstParameter + 2 + index}`);
  return {
    condition: `((r.model = ANY($${firstParameter + 1}) AND ${parts.join(" AND ")}) OR r.kombo_id = $${firstParameter} OR r.remote_id = $${firstParameter})`,
    values: [text, listNamedModels(sight), ...words.map((word) => `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`)],
  };
}

/** How many records each endpoint holds, from the numbers its page writes keep. */
export async function listRecordCounts(pool: Pool): Promise<z.output<typeof recordCountsSchema>["rows"]> {
  const { rows } = await pool.query<Omit<z.output<typeof recordCountsSchema>["rows"][number], "modelLabel">>(
    `SELECT i.kombo_integration_id AS "komboIntegrationId", i.organization_name AS "organizationName", i.category,
            s.model, s.live_records AS live, s.deleted_records AS deleted
     FROM endpoint_states s JOIN integrations i ON i.id = s.integration_id
     ORDER BY i.category, lower(coalesce(i.organization_name, i.tool)), s.model`,
  );
  return rows.map((row) => ({ ...row, modelLabel: modelLabel(row.model) }));
}
