import type { Sql } from "@/lib/db/pool";
import type { KomboPage } from "@/lib/kombo/client";
import type { WrittenPage } from "@/lib/mirror/write-page";

import type { Claim } from "./claim-work";
import { LeaseLostError } from "./lease";

export type PageInHand = { readonly number: number; readonly answer: KomboPage };

/** The part of a page's transaction that is the run's: page log, seen ids, counts, cursor (I5). */
export async function checkpoint(
  tx: Sql,
  claim: Claim,
  input: { page: PageInHand; written: WrittenPage },
): Promise<void> {
  const { page, written } = input;
  await insertPage(tx, claim, input);
  if (claim.run.mode === "full") {
    await tx.query("INSERT INTO run_seen_ids (run_id, page, ids) VALUES ($1, $2, $3)", [
      claim.run.id,
      page.number,
      written.seenIds,
    ]);
  }
  const { counts } = written;
  const { rowCount } = await tx.query(
    `UPDATE sync_runs SET pages = $2, cursor = $3, read_complete = $4, requests = requests + $5, retries = retries + $6,
       received = received + $7, created = created + $8, updated = updated + $9, unchanged = unchanged + $10,
       deleted = deleted + $11, restored = restored + $12, stale = stale + $13, invalid = invalid + $14,
       failures = 0, error_code = NULL, error_message = NULL
     WHERE id = $1 AND state = 'running'`,
    [
      claim.run.id,
      page.number,
      page.answer.next,
      page.answer.next === null,
      page.answer.retries + 1,
      page.answer.retries,
      counts.received,
      counts.created,
      counts.updated,
      counts.unchanged,
      counts.deleted,
      counts.restored,
      counts.stale,
      counts.invalid,
    ],
  );
  if (rowCount !== 1) throw new LeaseLostError(`Run ${claim.run.id} was ended while its page was in hand`);
}

async function insertPage(
  tx: Sql,
  claim: Claim,
  { page, written: { counts } }: { page: PageInHand; written: WrittenPage },
): Promise<void> {
  const writeMs = claim.now().getTime() - page.answer.requestedAt.getTime() - page.answer.requestMs;
  await tx.query(
    `INSERT INTO run_pages (run_id, page, slice, requested_at, request_ms, write_ms, records, created, updated,
       unchanged, deleted, restored, stale, invalid, retries, waited_ms, status)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 'written')`,
    [
      claim.run.id,
      page.number,
      claim.run.slices,
      page.answer.requestedAt,
      page.answer.requestMs,
      Math.max(0, Math.round(writeMs)),
      counts.received,
      counts.created,
      counts.updated,
      counts.unchanged,
      counts.deleted,
      counts.restored,
      counts.stale,
      counts.invalid,
      page.answer.retries,
      Math.round(page.answer.waitedMs),
    ],
  );
}
