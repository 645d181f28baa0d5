import { KomboError } from "@/lib/kombo/errors";
import type { ReadRecord } from "@/lib/mirror/read-record";

import type { Claim } from "./claim-work";
import type { SyncDeps } from "./deps";
import { pageSize } from "./limits";
import { readAnswer, type ReadPage } from "./write-answer";

/** Ids that go into one request. */
export const askedMax = 100;

export type Asked = {
  /** Which of the ids it is the answer for; the others are to be asked for again. */
  readonly ids: readonly string[];
  readonly present: ReadonlySet<string>;
  readonly pages: readonly ReadPage[];
  /** Those that brought no page. */
  readonly requests: number;
};

/**
 * Asks Kombo for single records, deleted ones included (I8). A 404 for a batch, or an answer that is not all of it, is
 * bisected. Where an answer holds a record whose id cannot be read, ids are asked one by one. After the deadline no further
 * part is asked for: what is known is written while the lease is ours.
 */
export async function askByIds(
  deps: SyncDeps,
  claim: Claim,
  { ids, deadline }: { ids: readonly string[]; deadline: Date },
): Promise<Asked> {
  const page = await requestIds(deps, claim, ids);
  if (page === null && ids.length === 1) return { ids, present: new Set(), pages: [], requests: 1 };
  const inParts = async (parts: readonly (readonly string[])[]) => {
    const answered: Asked[] = [];
    for (const part of parts) {
      // The first is asked for in any case, or a slow Kombo would never get anywhere.
      if (answered.length > 0 && claim.now() >= deadline) break;
      answered.push(await askByIds(deps, claim, { ids: part, deadline }));
    }
    return merge(answered, 1);
  };
  if (page === null || (page.isPartial && ids.length > 1)) {
    const middle = Math.ceil(ids.length / 2);
    return inParts([ids.slice(0, middle), ids.slice(middle)]);
  }
  const isUnreadable = page.received.some(({ kind }) => kind === "invalid");
  if (isUnreadable && ids.length > 1) return inParts(ids.map((id) => [id]));
  // For one id any answer but an empty one counts as present.
  if (isUnreadable || page.isPartial) return { ids, present: new Set(ids), pages: [page], requests: 0 };
  const found = page.received.flatMap(toKomboIds);
  if (found.length === 0) return { ids, present: new Set(), pages: [], requests: 1 };
  return { ids, present: new Set(found), pages: [page], requests: 0 };
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
    ids: parts.flatMap(({ ids }) => ids),
    present: new Set(parts.flatMap(({ present }) => [...present])),
    pages: parts.flatMap(({ pages }) => pages),
    requests: parts.reduce((sum, part) => sum + part.requests, requests),
  };
}
