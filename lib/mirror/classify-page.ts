import { latestPossible } from "@/lib/clock";

import type { IncomingRecord, UnreadRecord } from "./read-record";
import { knownText } from "./text-hash";

/** What is stored of a record, as far as the decision needs it. */
export type StoredRecord = {
  /** Null after a hand edited it (I10). */
  readonly contentHash: string | null;
  readonly textHash: string | null;
  readonly fetchedAt: Date;
  readonly deletedAt: Date | null;
  readonly deletedReason: string | null;
  readonly erasedAt: Date | null;
};

export type Verdict = "created" | "updated" | "unchanged" | "deleted" | "restored" | "stale";
export type ClassifiedRecord = { readonly record: IncomingRecord; readonly verdict: Verdict };

type When = {
  readonly requestedAt: Date;
  readonly now: Date;
};

/**
 * Decides for each received record what it means for the mirror (I7, I8, I10, I14). Of an id repeated in a page the
 * last wins, the others are stale.
 */
export function classifyPage(
  input: When & {
    readonly records: readonly IncomingRecord[];
    readonly storedById: ReadonlyMap<string, StoredRecord>;
  },
): readonly ClassifiedRecord[] {
  const lastById = new Map(input.records.map((record) => [record.komboId, record]));
  return input.records.map((record) => ({
    record,
    verdict:
      lastById.get(record.komboId) === record
        ? decideVerdict(record, input.storedById.get(record.komboId), input)
        : "stale",
  }));
}

function decideVerdict(record: IncomingRecord, stored: StoredRecord | undefined, when: When): Verdict {
  const { isDeleted } = record;
  if (!stored) return isDeleted ? "deleted" : "created";
  // Until that time came, nothing would bring it up to date.
  const isMisdated = stored.fetchedAt > latestPossible(when.now);
  if (stored.fetchedAt > when.requestedAt && !isMisdated) return "stale";
  const wasDeleted = stored.deletedAt !== null;
  if (isDeleted && !wasDeleted) return "deleted";
  if (!isDeleted && wasDeleted) return "restored";
  return isSame(record, stored) && !isMisdated ? "unchanged" : "updated";
}

function isSame({ contentHash, isDeleted }: IncomingRecord, stored: StoredRecord): boolean {
  return contentHash === stored.contentHash && (!isDeleted || stored.deletedReason === "remote");
}

/** Whether reading it could only find it unchanged: this text was read as what is stored, and nothing has touched that. */
export function isKnownText(
  { textHash }: Pick<UnreadRecord, "textHash">,
  stored: StoredRecord | undefined,
  requestedAt: Date,
): boolean {
  if (!stored || stored.contentHash === null || stored.fetchedAt > requestedAt) return false;
  const { contentHash } = stored;
  return stored.textHash === knownText({ textHash, contentHash, isDeleted: stored.deletedAt !== null });
}
