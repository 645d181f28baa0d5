import type { Sql } from "@/lib/db/pool";
import type { PageFacts } from "@/lib/kombo/client";
import type { WrittenPage } from "@/lib/mirror/write-page";

import type { Claim } from "./claim-work";
import { LeaseLostError } from "./lease";

export type PageInHand = { readonly number: number; readonly answer: PageFacts };

/**
 * The part of a page's transaction that is the run's: page log, seen ids, counts, cursor (I5). One statement, since
 * each one more would keep the endpoint's row locked for another trip to the database.
 */
export async function checkpoint(
  tx: Sql,
  claim: Claim,
  { page: { number, answer }, written }: { page: PageInHand; written: WrittenPage },
): Promise<void> {
  const { counts } = written;
  const writeMs = claim.now().getTime() - answer.requestedAt.getTime() - answer.requestMs;
  const { rowCount } = await tx.query(
    `WITH page AS (
       INSERT INTO run_pages (run_id, page, slice, requested_at, request_ms, write_ms, records, created, updated,
         unchanged, deleted, restored, stale, invalid, retries, waited_ms, attempts, status)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
         nullif(coalesce((SELECT attempts FROM sync_runs WHERE id = $1), '[]') || $20::jsonb, '[]'), 'written')
       RETURNING *
     ), seen AS (
       INSERT INTO run_seen_ids (run_id, page, ids) SELECT run_id, page, $17 FROM page WHERE $18 = 'full'
     )
     UPDATE sync_runs r SET pages = page.page, cursor = $19, read_complete = $19::text IS NULL,
       requests = requests + page.retries + 1, retries = r.retries + page.retries,
       received = r.received + page.records, created = r.created + page.created, updated = r.updated + page.updated,
       unchanged = r.unchanged + page.unchanged, deleted = r.deleted + page.deleted,
       restored = r.restored + page.restored, stale = r.stale + page.stale, invalid = r.invalid + page.invalid,
       failures = 0, attempts = NULL, error_code = NULL, error_message = NULL
     FROM page WHERE r.id = page.run_id AND r.state = 'running'`,
    [
      claim.run.id,
      number,
      claim.run.slices,
      answer.requestedAt,
      answer.requestMs,
      Math.max(0, Math.round(writeMs)),
      counts.received,
      counts.created,
      counts.updated,
      counts.unchanged,
      counts.deleted,
      counts.restored,
      counts.stale,
      counts.invalid,
      answer.retries,
      Math.round(answer.waitedMs),
      written.seenIds,
      claim.run.mode,
      answer.next,
      JSON.stringify(answer.tried),
    ],
  );
  if (rowCount !== 1) throw new LeaseLostError(`Run ${claim.run.id} was ended while its page was in hand`);
}
