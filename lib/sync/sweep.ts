import { withTransaction } from "@/lib/db/transaction";
import { KomboError } from "@/lib/kombo/errors";

import type { Claim } from "./claim-work";
import { decideHold } from "./decide-hold";
import type { SyncDeps } from "./deps";
import { fence } from "./lease";
import { pageSize } from "./limits";
import { countSweep, listCandidates, planCandidates, storeHold, tombstoneCandidates } from "./sweep-mutations";
import { type ReceivedPage, readRecords, writeAnswer } from "./write-answer";

/** `held`: the pass is complete, only its tombstones wait for a person. */
export type SweepOutcome =
  | { readonly kind: "swept" }
  | { readonly kind: "held"; readonly candidates: number; readonly live: number }
  /** Time is up; the candidates that are left are asked for in the next slice. */
  | { readonly kind: "yielded" };

const batchSize = 100;

/**
 * After a proven complete pass: tombstones live records it did not see, each asked for once more first (I9). Deltas have
 * none; a dry run only counts.
 */
export async function sweep(deps: SyncDeps, claim: Claim, deadline: Date): Promise<SweepOutcome> {
  if (claim.run.mode !== "full") return { kind: "swept" };
  const plan = await withTransaction(deps.pool, async (tx) => {
    await fence(tx, claim);
    const known = await countSweep(tx, claim);
    if (known.isHeld !== null) return known;
    await planCandidates(tx, claim);
    const planned = await countSweep(tx, claim);
    const isHeld = decideHold(planned);
    await storeHold(tx, { runId: claim.run.id, isHeld });
    return { ...planned, isHeld };
  });
  if (claim.run.dryRun) return { kind: "swept" };
  if (plan.isHeld) return { kind: "held", candidates: plan.candidates, live: plan.live };
  for (let number = plan.pages + 1; ;) {
    const ids = await listCandidates(deps.pool, { runId: claim.run.id, limit: batchSize });
    if (ids.length === 0) return { kind: "swept" };
    if (claim.now() >= deadline) return { kind: "yielded" };
    const asked = await askAgain(deps, claim, ids);
    // What Kombo does return was missed by the pass: it is written like any other page.
    for (const page of asked.pages) await writeAnswer(deps, claim, { number: number++, ...page });
    const absent = ids.filter((id) => !asked.present.has(id));
    await tombstoneCandidates(deps.pool, claim, { asked: ids, absent, requests: asked.requests });
  }
}

type Asked = {
  readonly present: ReadonlySet<string>;
  readonly pages: readonly ReceivedPage[];
  /** Those that brought no page. */
  readonly requests: number;
};

/** A 404 for a batch, or an answer that is not all of it, is bisected. Where an answer holds a record whose id cannot be read, ids are asked one by one. */
async function askAgain(deps: SyncDeps, claim: Claim, ids: readonly string[]): Promise<Asked> {
  const page = await requestIds(deps, claim, ids);
  if (page === null && ids.length === 1) return { present: new Set(), pages: [], requests: 1 };
  if (page === null || (page.isPartial && ids.length > 1)) {
    const middle = Math.ceil(ids.length / 2);
    return merge(
      [await askAgain(deps, claim, ids.slice(0, middle)), await askAgain(deps, claim, ids.slice(middle))],
      1,
    );
  }
  const isUnreadable = page.received.some(({ kind }) => kind === "invalid");
  if (isUnreadable && ids.length > 1) {
    const single: Asked[] = [];
    for (const id of ids) single.push(await askAgain(deps, claim, [id]));
    return merge(single, 1);
  }
  // For one id any answer but an empty one counts as present.
  if (isUnreadable || page.isPartial) return { present: new Set(ids), pages: [page], requests: 0 };
  const found = page.received.flatMap((entry) => (entry.kind === "record" ? [entry.record.komboId] : []));
  if (found.length === 0) return { present: new Set(), pages: [], requests: 1 };
  return { present: new Set(found), pages: [page], requests: 0 };
}

/** `isPartial`: Kombo gave fewer at once than asked for. */
type AskedPage = ReceivedPage & { readonly isPartial: boolean };

/** Null when Kombo answers 404: one of the ids does not exist. */
async function requestIds(deps: SyncDeps, claim: Claim, ids: readonly string[]): Promise<AskedPage | null> {
  try {
    const answer = await deps.kombo.listPage({
      komboIntegrationId: claim.komboIntegrationId,
      endpoint: claim.endpoint.path,
      query: { include_deleted: "true", page_size: String(pageSize), ids: ids.join(",") },
      now: claim.now,
      budgetMs: askBudgetMs,
    });
    const received = await readRecords(claim, answer);
    // The pass has been read: where this answer leads is no part of it.
    return { answer: { ...answer, next: null }, received, isPartial: answer.next !== null };
  } catch (error) {
    if (error instanceof KomboError && error.status === 404 && error.kind === "refused") return null;
    throw error;
  }
}

const askBudgetMs = 10_000;

function merge(parts: readonly Asked[], requests: number): Asked {
  return {
    present: new Set(parts.flatMap(({ present }) => [...present])),
    pages: parts.flatMap(({ pages }) => pages),
    requests: parts.reduce((sum, part) => sum + part.requests, requests),
  };
}
