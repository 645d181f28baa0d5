import type { Pool } from "@/lib/db/pool";

import { listTotals } from "./board-data";
import { listTroubledRecords } from "./data";
import { describeIntegration, noEndpoints } from "./integration-rows";
import type { IntegrationRow } from "./schema";

/** By name. */
export async function listIntegrationRows(pool: Pool, now: Date): Promise<readonly IntegrationRow[]> {
  const [records, totals] = await Promise.all([listTroubledRecords(pool, now), listTotals(pool)]);
  return records.map((record) => describeIntegration(record, totals.get(record.id) ?? noEndpoints, now));
}
