import type { Sight } from "@/lib/auth/sight";
import type { Pool } from "@/lib/db/pool";
import { relatedCountMax } from "@/lib/mirror/schema/related-words";

import type { RecordKey } from "./get-record";
import { modelLabel } from "./record-rows";
import { listRelationsOf, referenceKey } from "./relations";
import type { RelatedCounts } from "./schema/related";

/** How many live records name this one, by relation; served by the index of references. */
export async function listRelatedCounts(
  pool: Pool,
  { komboIntegrationId, model, komboId, sight }: RecordKey & { sight: Sight },
): Promise<RelatedCounts> {
  const relations = listRelationsOf(model, sight);
  if (relations.length === 0) return { rows: [] };
  const { rows } = await pool.query<{ records: number }>(
    `SELECT n.records FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS w(model, reference, place)
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS records FROM (
         SELECT 1 FROM records r
         WHERE r.integration_id = (SELECT id FROM integrations WHERE kombo_integration_id = $1)
           AND r.model = w.model AND record_references(r.model, r.data) @> ARRAY[w.reference] AND r.deleted_at IS NULL
         LIMIT ${relatedCountMax + 1}) named) n
     ORDER BY w.place`,
    [
      komboIntegrationId,
      relations.map((relation) => relation.model),
      relations.map(({ path }) => referenceKey(path, komboId)),
    ],
  );
  return {
    rows: relations.map((relation, place) => ({
      model: relation.model,
      path: relation.path,
      label: relation.label ?? modelLabel(relation.model),
      records: rows[place]?.records ?? 0,
    })),
  };
}
