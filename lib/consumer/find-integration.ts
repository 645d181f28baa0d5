import type { Pool } from "@/lib/db/pool";

import { wrongParameter } from "./parameter";

/** Our id of the integration a filter names; null without a filter. A name nobody has is a mistake, not an empty list. */
export async function findFilteredIntegration(pool: Pool, komboIntegrationId?: string): Promise<string | null> {
  if (komboIntegrationId === undefined) return null;
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM integrations WHERE kombo_integration_id = $1", [
    komboIntegrationId,
  ]);
  const [row] = rows;
  if (!row) throw wrongParameter("integration", "there is no integration with this id");
  return row.id;
}
