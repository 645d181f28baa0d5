import { cursorValue, decodeCursor, toPage } from "@/lib/db/keyset";
import type { Pool } from "@/lib/db/pool";
import type { PageOf } from "@/lib/http/page";

import { modelLabel } from "./record-rows";
import type { ErasureList, ErasureRow } from "./schema/erasures";

const limit = 50;

type Stored = Omit<ErasureRow, "erasedAt" | "modelLabel"> & { readonly integrationId: string; readonly erasedAt: Date };

/** What was erased on request and is kept so, newest first: by ids, never by what it said. */
export async function listErasures(pool: Pool, { cursor }: ErasureList): Promise<PageOf<ErasureRow>> {
  const [at = null, integrationId = null, model = null, komboId = null] =
    cursor === undefined
      ? []
      : decodeCursor(cursor, [cursorValue.time, cursorValue.uuid, cursorValue.text, cursorValue.text]);
  const { rows } = await pool.query<Stored>(
    `SELECT i.kombo_integration_id AS "komboIntegrationId", i.organization_name AS "organizationName", e.model,
            e.kombo_id AS "komboId", e.erased_at AS "erasedAt", e.erased_by AS "erasedBy", e.reason, e.records,
            e.integration_id AS "integrationId",
            EXISTS (SELECT 1 FROM erasures o WHERE o.integration_id = e.integration_id AND o.found_at = e.erased_at) AS "isOpen"
     FROM erased_records e JOIN integrations i ON i.id = e.integration_id
     WHERE $1::timestamptz IS NULL
        OR (e.erased_at, e.integration_id, e.model, e.kombo_id) < ($1, $2::uuid, $3::text, $4::text)
     ORDER BY e.erased_at DESC, e.integration_id DESC, e.model DESC, e.kombo_id DESC LIMIT ${limit + 1}`,
    [at, integrationId, model, komboId],
  );
  const page = toPage(rows, limit, (row) => [row.erasedAt.toISOString(), row.integrationId, row.model, row.komboId]);
  return { rows: page.rows.map(toRow), next: page.next };
}

function toRow({ integrationId: _id, ...row }: Stored): ErasureRow {
  return { ...row, modelLabel: modelLabel(row.model), erasedAt: row.erasedAt.toISOString() };
}
