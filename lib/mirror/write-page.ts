import type { Pool } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import type { Endpoint } from "@/lib/kombo/endpoints";

import { type Counts, countRecordsByVerdict, sumCounts } from "./counts";
import { eraseHistory, insertChanges, insertInvalidRecords, upsertRecords } from "./mutations";
import type { PlannedPage } from "./plan-page";
import type { ReadRecord, UnreadRecord } from "./read-record";

export type PageToWrite = {
  readonly integrationId: string;
  readonly endpoint: Endpoint;
  readonly run: {
    readonly id: string;
    readonly mode: string;
    readonly dryRun: boolean;
    /** Until when deltas should have brought everything; null before the first complete full fetch. */
    readonly watermark: Date | null;
  };
  readonly page: number;
  readonly received: readonly (ReadRecord | UnreadRecord)[];
  /** When the request that brought the page was sent. */
  readonly requestedAt: Date;
  readonly writtenAt: Date;
};

/** What the caller adds to the page's transaction: the fence before everything (I4), the checkpoint after. */
export type PageFrame<Fenced> = {
  fence(tx: Parameters<Parameters<typeof withTransaction>[1]>[0], change: LiveChange): Promise<Fenced>;
  checkpoint(tx: Parameters<Parameters<typeof withTransaction>[1]>[0], written: WrittenPage): Promise<void>;
};

/** By how much the endpoint's numbers of live and deleted records change. */
export type LiveChange = { readonly live: number; readonly deleted: number };
export type WrittenPage = {
  readonly counts: Counts;
  readonly seenIds: readonly string[];
  /** Records that were there before and are different now. */
  readonly changedIds: readonly string[];
};

/**
 * Writes one answer of Kombo in one transaction: rows, change log, and what the caller's frame adds (I5). It was compared
 * with what is stored before, which is safe: nobody else writes this endpoint while the lease is ours (I4), and the guard on
 * `fetched_at` is repeated in the upsert (I7). A page that does not add up is not written (I14).
 */
export async function writePage<Fenced>(
  deps: { pool: Pool },
  plan: PlannedPage,
  frame: PageFrame<Fenced>,
): Promise<WrittenPage & { readonly fenced: Fenced }> {
  const { page } = plan;
  const counts = countRecordsByVerdict(page.received.length, plan);
  if (sumCounts(counts) !== counts.received) {
    throw new Error(`Page ${page.page} of run ${page.run.id} does not add up: ${JSON.stringify(counts)}`);
  }
  const changedIds = plan.changes.filter(({ kind }) => kind !== "created").map(({ komboId }) => komboId);
  const written = { counts, seenIds: plan.seenIds, changedIds: page.run.dryRun ? [] : changedIds };
  const fenced = await withTransaction(deps.pool, async (tx) => {
    const result = await frame.fence(tx, page.run.dryRun ? { live: 0, deleted: 0 } : liveChangeOf(plan));
    if (!page.run.dryRun) {
      await upsertRecords(tx, page, plan.rows);
      await insertChanges(tx, page, plan.changes);
      await eraseHistory(tx, page, plan.changes);
    }
    await insertInvalidRecords(tx, page, plan.invalid);
    await frame.checkpoint(tx, written);
    return result;
  });
  return { ...written, fenced };
}

function liveChangeOf(plan: PlannedPage): LiveChange {
  const count = (matches: (row: PlannedPage["classified"][number]) => boolean) =>
    plan.classified.filter(matches).length;
  const created = count(({ verdict }) => verdict === "created");
  const restored = count(({ verdict }) => verdict === "restored");
  const deletedUnknown = count(({ verdict, stored }) => verdict === "deleted" && !stored);
  const deletedLive = count(({ verdict, stored }) => verdict === "deleted" && Boolean(stored));
  return { live: created + restored - deletedLive, deleted: deletedUnknown + deletedLive - restored };
}
