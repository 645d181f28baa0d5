import type { Now } from "@/lib/clock";
import type { Sql } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { listCopyPlaces } from "@/lib/mirror/erase-copies";
import {
  endErasure,
  erasePayloads,
  eraseCopiesInHistory,
  eraseCopiesInRecords,
  findErasure,
} from "@/lib/mirror/erasures";

import type { SyncDeps } from "./deps";
import { takeLeases } from "./lease";
import { wakeEndpoints } from "./stale-copies";

/**
 * Empties the copies of erased records wherever they lie (I12): one endpoint after the other, each while its row is
 * ours, so that nobody writes it meanwhile (I4), nor afterwards what was read before. What a dying process leaves is done
 * by the next tick.
 */
export async function forgetErased(deps: Pick<SyncDeps, "pool" | "log">, now: Now): Promise<void> {
  for (;;) {
    const erasure = await findErasure(deps.pool);
    if (!erasure) return;
    const { integrationId } = erasure;
    const stale: string[] = [];
    for (const copyPlaces of listCopyPlaces(erasure.model)) {
      const { path } = copyPlaces.endpoint;
      const emptied = await withTransaction(deps.pool, async (tx) => {
        await lockEndpoint(tx, { integrationId, endpoint: path });
        const records = await eraseCopiesInRecords(tx, { erasure, copyPlaces }, now());
        await eraseCopiesInHistory(tx, { erasure, copyPlaces });
        // The history of a page that was compared with them would say again what they said.
        if (records > 0) await takeLeases(tx, { integrationId, endpoints: [path], at: now() });
        return records;
      });
      if (emptied > 0) stale.push(path);
    }
    await withTransaction(deps.pool, async (tx) => {
      await erasePayloads(tx, erasure);
      await endErasure(tx, erasure);
    });
    await wakeEndpoints(deps.pool, { integrationId, endpoints: stale, at: now() });
    deps.log.info(
      { integrationId, model: erasure.model, records: erasure.komboIds.length },
      "erased records forgotten",
    );
  }
}

async function lockEndpoint(tx: Sql, key: { integrationId: string; endpoint: string }): Promise<void> {
  await tx.query("SELECT 1 FROM endpoint_states WHERE integration_id = $1 AND endpoint = $2 FOR UPDATE", [
    key.integrationId,
    key.endpoint,
  ]);
}
