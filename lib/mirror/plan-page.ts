import type { Pool } from "@/lib/db/pool";
import type { ChangeKind, DriftKind } from "@/lib/mirror/schema/change-words";

import { type ClassifiedRecord, classifyPage, isKnownText, type StoredRecord, type Verdict } from "./classify-page";
import { listKnownIds, listStoredData, listStoredRecords } from "./data";
import { diffRecords, isNestedOnly } from "./diff";
import { decideDrift } from "./drift";
import { type EncodedRows, encodeRows, type PlannedRow } from "./encode-rows";
import { dataOf, type IncomingRecord, type ReadRecord, type UnreadRecord } from "./read-record";
import type { PathChange } from "./schema";
import type { PageToWrite } from "./write-page";

type PlannedRecord = ClassifiedRecord & { readonly stored: StoredRecord | undefined };
export type PlannedChange = {
  readonly komboId: string;
  readonly kind: ChangeKind;
  readonly paths: readonly PathChange[] | null;
  readonly nestedOnly: boolean;
  readonly drift: DriftKind | null;
};

/** All that a page will write, decided before its transaction begins. */
export type PlannedPage = {
  readonly page: PageToWrite;
  readonly classified: readonly PlannedRecord[];
  readonly rows: EncodedRows;
  readonly changes: readonly PlannedChange[];
  readonly invalid: readonly InvalidRecord[];
  /** How many are left as they are, whatever they hold: erased on request, or their text is known. */
  readonly untouched: number;
  /** Every id the page named, also of records that are stale or unchanged. */
  readonly seenIds: readonly string[];
};
export type InvalidRecord = { readonly position: number; readonly cause: string; readonly data: unknown };

const kindByVerdict: Readonly<Record<Verdict, ChangeKind | null>> = {
  created: "created",
  updated: "updated",
  deleted: "deleted",
  restored: "restored",
  unchanged: null,
  stale: null,
};

export async function planPage(deps: { pool: Pool }, page: PageToWrite): Promise<PlannedPage> {
  const key = { integrationId: page.integrationId, model: page.endpoint.model };
  const ids = [...new Set(page.received.flatMap(idOfUnerased))];
  const storedById = await listStoredRecords(deps.pool, { ...key, ids });
  const received = readUnknown(page, storedById);
  const records = received.flatMap((one) => (one.kind === "record" ? [one.record] : []));
  const erasedIds = received.flatMap((one) => (one.kind === "erased" ? [one.komboId] : []));
  const classified = classifyPage({ records, storedById, requestedAt: page.requestedAt, now: page.writtenAt });
  const idsWhere = (matches: (verdict: Verdict) => boolean) =>
    classified.filter(({ verdict }) => matches(verdict)).map(({ record }) => record.komboId);
  const changedIds = idsWhere((verdict) => kindByVerdict[verdict] !== null);
  const dataById = await listStoredData(deps.pool, { ...key, ids: changedIds.filter((id) => storedById.has(id)) });
  // Only a full fetch looks for what a hand removed: a delta cannot know.
  const newIds = page.run.mode === "full" ? idsWhere((verdict) => verdict === "created") : [];
  const locallyDeleted =
    page.run.watermark === null ? new Set() : await listKnownIds(deps.pool, { ...key, ids: newIds });
  const planned = classified.map((entry) => {
    const stored = storedById.get(entry.record.komboId);
    const before = dataById.get(entry.record.komboId);
    const isLocalDelete = locallyDeleted.has(entry.record.komboId);
    return planRecord({ entry, stored, before, isLocalDelete, page });
  });
  return {
    page,
    classified: planned.map(({ record, verdict, stored }) => ({ record, verdict, stored })),
    rows: encodeRows(planned.flatMap(({ row }) => (row ? [row] : []))),
    changes: planned.flatMap(({ change }) => (change ? [change] : [])),
    invalid: listInvalid(received),
    untouched: erasedIds.length + received.filter(({ kind }) => kind === "unread").length,
    seenIds: [...ids, ...erasedIds],
  };
}

/** Whether something it was compared with has been written since, by the page before it. */
export function isOutdatedBy(plan: PlannedPage, written: PlannedPage): boolean {
  const ids = new Set(written.rows.ids);
  return ids.size > 0 && plan.seenIds.some((id) => ids.has(id));
}

function idOfUnerased(one: ReadRecord | UnreadRecord): readonly string[] {
  if (one.kind === "record") return [one.record.komboId];
  return one.kind === "unread" ? [one.komboId] : [];
}

/** Leaves unread what is known word for word. Of an id that stands twice in the page all are read, since the last wins. */
function readUnknown(
  { received, requestedAt }: PageToWrite,
  storedById: ReadonlyMap<string, StoredRecord>,
): PageToWrite["received"] {
  const seen = new Set<string>();
  const repeated = new Set(received.flatMap(idOfUnerased).filter((id) => seen.size === seen.add(id).size));
  return received.map((one) => {
    if (one.kind !== "unread") return one;
    const isKnown = !repeated.has(one.komboId) && isKnownText(one, storedById.get(one.komboId), requestedAt);
    return isKnown ? one : one.read();
  });
}

type RecordToPlan = {
  readonly entry: ClassifiedRecord;
  readonly stored: StoredRecord | undefined;
  readonly before: unknown;
  readonly isLocalDelete: boolean;
  readonly page: PageToWrite;
};

function planRecord(input: RecordToPlan): PlannedRecord & { row: PlannedRow | null; change: PlannedChange | null } {
  const { entry, stored, before, page } = input;
  const { record, verdict } = entry;
  const kind = kindByVerdict[verdict];
  if (kind === null) return { record, verdict, stored, row: null, change: null };
  const row = {
    record,
    deletedAt: record.isDeleted ? (stored?.deletedAt ?? page.writtenAt) : null,
    erasedAt: record.isAnonymised ? page.writtenAt : null,
  };
  if (record.isAnonymised && stored) return { record, verdict, stored, row, change: toErasure(record) };
  // A first load compares with nothing.
  const data = stored || page.run.watermark !== null ? dataOf(record) : null;
  const paths = stored ? diffRecords(before, data) : null;
  if (isOnlyHash(input, paths)) return { record, verdict: "unchanged", stored, row, change: null };
  return { record, verdict, stored, row, change: toChange(input, { kind, paths, data }) };
}

function toChange(
  input: RecordToPlan,
  { kind, paths, data }: { kind: ChangeKind; paths: readonly PathChange[] | null; data: unknown },
): PlannedChange {
  const nestedOnly = kind === "updated" && paths !== null && isNestedOnly(paths);
  const drift = findDrift(input, { kind, paths: paths ?? [], data });
  return { komboId: input.entry.record.komboId, kind, paths, nestedOnly, drift };
}

/** What it was is not logged, since it is to be forgotten. */
function toErasure({ komboId }: IncomingRecord): PlannedChange {
  return { komboId, kind: "erased", paths: null, nestedOnly: false, drift: null };
}

/** A hand's edit that was taken back, or that only touched the hash or the time: the row is set right, nothing changed. */
function isOnlyHash({ entry, stored }: RecordToPlan, paths: readonly PathChange[] | null): boolean {
  return entry.verdict === "updated" && paths?.length === 0 && stored?.deletedReason !== "absent";
}

/** Only a full fetch finds what deltas should have brought. */
function findDrift(
  input: RecordToPlan,
  change: { kind: ChangeKind; paths: readonly PathChange[]; data: unknown },
): DriftKind | null {
  const { page, stored } = input;
  // What comes back after an erasure was lifted was missed by nobody.
  if (page.run.mode !== "full" || stored?.erasedAt) return null;
  return decideDrift({
    kind: change.kind,
    changes: change.paths,
    data: change.data,
    endpoint: page.endpoint,
    watermark: page.run.watermark,
    isLocalEdit: stored !== undefined && stored.contentHash === null,
    isLocalDelete: input.isLocalDelete,
  });
}

function listInvalid(received: PageToWrite["received"]): readonly InvalidRecord[] {
  return received.flatMap((entry, position) =>
    entry.kind === "invalid" ? [{ position, cause: entry.cause, data: entry.data }] : [],
  );
}
