import type { z } from "zod";

import { maskRecord } from "@/lib/auth/mask";
import type { Sight } from "@/lib/auth/sight";
import type { Pool } from "@/lib/db/pool";
import type { PageOf } from "@/lib/http/page";
import { endpoints } from "@/lib/kombo/endpoints";

import { listHighlights } from "./highlights";
import { isJsonObject } from "./json";
import { type ListedRecords, readRecordPage, type StoredRow } from "./record-page";
import type { ModelCount, recordListSchema, RecordRow } from "./schema";
import { seenName } from "./seen-name";

const labelByModel: ReadonlyMap<string, string> = new Map(endpoints.map(({ model, label }) => [model, label]));

export function modelLabel(model: string): string {
  return labelByModel.get(model) ?? model;
}

export type ExportedRecord = RecordRow & { readonly data: Readonly<Record<string, unknown>> };

/** Last written first. */
export async function listRecords(
  pool: Pool,
  { filters: { limit, ...filters }, sight }: { filters: z.output<typeof recordListSchema>; sight: Sight },
): Promise<PageOf<RecordRow>> {
  const page = await readRecordPage(pool, { filters, sight, size: limit });
  return { rows: page.rows.map((row) => toRecordRow(row, sight)), next: page.next };
}

const exportedAtOnce = 500;

/** The same records in larger pages, each with all its data, masked as in the record itself. */
export async function listRecordsToExport(pool: Pool, list: ListedRecords): Promise<PageOf<ExportedRecord>> {
  const page = await readRecordPage(pool, { ...list, size: exportedAtOnce });
  const rows = page.rows.map((row) => ({
    ...toRecordRow(row, list.sight),
    data: maskRecord(row.model, isJsonObject(row.data) ? row.data : {}, list.sight),
  }));
  return { rows, next: page.next };
}

function toRecordRow(row: StoredRow, sight: Sight): RecordRow {
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

/** How many records there are of each model, from the numbers the page writes keep by endpoint. */
export async function listRecordCounts(pool: Pool, integration: string | null): Promise<ModelCount[]> {
  const { rows } = await pool.query<Omit<ModelCount, "label">>(
    `SELECT min(i.category) AS category, s.model, sum(s.live_records)::float8 AS live, sum(s.deleted_records)::float8 AS deleted
     FROM endpoint_states s JOIN integrations i ON i.id = s.integration_id
     WHERE $1::text IS NULL OR i.kombo_integration_id = $1
     GROUP BY s.model HAVING sum(s.live_records) + sum(s.deleted_records) > 0 ORDER BY 1, 2`,
    [integration],
  );
  return rows.map((row) => ({ ...row, label: modelLabel(row.model) }));
}
