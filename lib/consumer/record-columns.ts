import { maskRecord } from "@/lib/auth/mask";
import type { Sight } from "@/lib/auth/sight";
import { isJsonObject } from "@/lib/mirror/json";
import { seenName } from "@/lib/mirror/seen-name";

import type { Stored } from "./page";
import type { ConsumerRecord } from "./schema";

export type RecordRow = Stored<
  ConsumerRecord,
  "changed_at" | "remote_deleted_at" | "deleted_at" | "first_seen_at" | "fetched_at" | "erased_at"
>;

/** `r` is records, `i` its integration. */
export const recordColumns = `r.integration_id, i.kombo_integration_id, i.organization_name, r.model, r.kombo_id,
  r.endpoint, r.remote_id, r.data, r.display_name, r.flags, r.changed_at, r.remote_deleted_at, r.deleted_at,
  r.deleted_reason, r.first_seen_at, r.fetched_at, r.erased_at`;

export function maskRow(row: RecordRow, sight: Sight): RecordRow {
  return {
    ...row,
    data: maskRecord(row.model, isJsonObject(row.data) ? row.data : {}, sight),
    display_name: seenName({ model: row.model, displayName: row.display_name }, sight),
  };
}
