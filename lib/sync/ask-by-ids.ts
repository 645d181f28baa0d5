import { KomboError } from "@/lib/kombo/errors";
import type { ReadRecord } from "@/lib/mirror/read-record";

import type { Claim } from "./claim-work";
import type { SyncDeps } from "./deps";
import { pageSize } from "./limits";
import { readAnswer, type ReadPage } from "./write-answer";

/** Ids that go into one request. */
export const askedMax = 100;

export type Asked = {
  readonly present: ReadonlySet<string>;
  readonly pages: readonly ReadPage[];
  /** Those that brought no page. */
  readonly requests: number;
};

/**
 * Asks Kombo for single records, deleted ones included (I8). A 404 for a batch, or an answer that is not all of it, is
 * bisected. Where an answer holds a record whose id cannot be read, ids are asked one by one.
 */
export async function askByIds(deps: SyncDeps, claim: Claim, ids: readonly string[]): Promise<Asked> {
  const page = await requestIds(deps, claim, ids);
  if (page === null && ids.length === 1) return { present: new Set(), pages: [], requests: 1 };
  if (page === null || (page.isPartial && ids.length > 1)) {
    const middle = Math.ceil(ids.length / 2);
    return merge(
      [await askByIds(deps, claim, ids.slice(0, middle)), await askByIds(deps, claim, ids.slice(middle))],
      1,
    );
  }
  const isUnreadable = page.received.some(({ kind }) => kind === "invalid");
  if (isUnreadable && ids.length > 1) {
    const single: Asked[] = [];
    for (const id of ids) single.push(await askByIds(deps, claim, [id]));
    return merge(single, 1);
  }
  // For one id any answer but an empty one counts as present.
  if (isUnreadable || page.isPartial) return { present: new Set(ids), pages: [page], requests: 0 };
  const found = page.received.flatMap(toKomboIds);
  if (found.length === 0) return { present: new Set(), pages: [], requests: 1 };
  return { present: new Set(found), pages: [page], requests: 0 };
}

/** `isPartial`: Kombo gave fewer at once than asked for. */
type AskedPage = ReadPage & { readonly isPartial: boolean };

/** Null when Kombo answers 404: one of the ids does not exist. */
async function requestIds(deps: SyncDeps, claim: Claim, ids: readonly string[]): Promise<AskedPage | null> {
  try {
    const page = await deps.kombo.listPage({
      komboIntegrationId: claim.komboIntegrationId,
      endpoint: claim.endpoint.path,
      query: { include_deleted: "true", page_size: String(pageSize), ids: ids.join(",") },
      now: claim.now,
      budgetMs: askBudgetMs,
    });
    const { answer, received } = await readAnswer(claim, page);
    // The pass has been read: where this answer leads is no part of it.
    return { answer: { ...answer, next: null }, received, isPartial: answer.next !== null };
  } catch (error) {
    if (error instanceof KomboError && error.status === 404 && error.kind === "refused") return null;
    throw error;
  }
}

function toKomboIds(entry: ReadRecord): readonly string[] {
  if (entry.kind === "record") return [entry.record.komboId];
  return entry.kind === "erased" ? [entry.komboId] : [];
}

const askBudgetMs = 10_000;

function merge(parts: readonly Asked[], requests: number): Asked {
  return {
    present: new Set(parts.flatMap(({ present }) => [...present])),
    pages: parts.flatMap(({ pages }) => pages),
    requests: parts.reduce((sum, part) => sum + part.requests, requests),
  };
}
