import type { z } from "zod";

import { maskRecord } from "@/lib/auth/mask";
import type { Sight } from "@/lib/auth/sight";
import type { Pool } from "@/lib/db/pool";
import type { PageOf } from "@/lib/http/page";
import { endpoints } from "@/lib/kombo/endpoints";

import { listHighlights } from "./highlights";
import { isJsonObject } from "./json";
import { type ListedRecords, readRecordPage, type StoredRow } from "./record-page";
import type { recordCountsSchema, recordListSchema, RecordRow } from "./schema";
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

type CountRow = z.output<typeof recordCountsSchema>["rows"][number];
type CountsOfIntegration = Pick<CountRow, "komboIntegrationId" | "organizationName" | "category"> & {
  readonly models: readonly string[];
  readonly live: readonly number[];
  readonly deleted: readonly number[];
};

/**
 * How many records each endpoint holds, from the numbers its page writes keep. Three lists an integration: there are
 * thousands of endpoints, and JSON of them is read several times as fast as rows.
 */
export async function listRecordCounts(pool: Pool): Promise<CountRow[]> {
  const { rows } = await pool.query<CountsOfIntegration>(
    `SELECT i.kombo_integration_id AS "komboIntegrationId", i.organization_name AS "organizationName", i.category,
            array_to_json(array_agg(s.model ORDER BY s.model)) AS models,
            array_to_json(array_agg(s.live_records ORDER BY s.model)) AS live,
            array_to_json(array_agg(s.deleted_records ORDER BY s.model)) AS deleted
     FROM endpoint_states s JOIN integrations i ON i.id = s.integration_id
     GROUP BY i.id ORDER BY i.category, lower(coalesce(i.organization_name, i.tool)), i.kombo_integration_id`,
  );
  return rows.flatMap(({ komboIntegrationId, organizationName, category, models, live, deleted }) =>
    models.map((model, place) => ({
      komboIntegrationId,
      organizationName,
      category,
      model,
      live: live[place] ?? 0,
      deleted: deleted[place] ?? 0,
      modelLabel: modelLabel(model),
    })),
  );
}
