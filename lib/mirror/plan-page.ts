import type { Pool } from "@/lib/db/pool";
import type { ChangeKind, DriftKind } from "@/lib/mirror/schema/change-words";

import { type ClassifiedRecord, classifyPage, type StoredRecord, type Verdict } from "./classify-page";
import { listKnownIds, listStoredData, listStoredRecords } from "./data";
import { diffRecords, isNestedOnly } from "./diff";
import { decideDrift } from "./drift";
import { dataOf, type IncomingRecord, type ReadRecord } from "./read-record";
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
export type PlannedRow = {
  readonly record: IncomingRecord;
  readonly deletedAt: Date | null;
  /** Set once Kombo has emptied the record (I12). */
  readonly erasedAt: Date | null;
};

/** All that a page will write, decided before its transaction begins. */
export type PlannedPage = {
  readonly classified: readonly PlannedRecord[];
  readonly rows: readonly PlannedRow[];
  readonly changes: readonly PlannedChange[];
  readonly invalid: readonly InvalidRecord[];
  /** How many were erased on request, and so are left as they are. */
  readonly erased: number;
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
  const records = page.received.flatMap((received) => (received.kind === "record" ? [received.record] : []));
  const erasedIds = page.received.flatMap((received) => (received.kind === "erased" ? [received.komboId] : []));
  const key = { integrationId: page.integrationId, model: page.endpoint.model };
  const ids = [...new Set(records.map(({ komboId }) => komboId))];
  const storedById = await listStoredRecords(deps.pool, { ...key, ids });
  const classified = classifyPage({ records, storedById, requestedAt: page.requestedAt });
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
    classified: planned.map(({ record, verdict, stored }) => ({ record, verdict, stored })),
    rows: planned.flatMap(({ row }) => (row ? [row] : [])),
    changes: planned.flatMap(({ change }) => (change ? [change] : [])),
    invalid: listInvalid(page.received),
    erased: erasedIds.length,
    seenIds: [...ids, ...erasedIds],
  };
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

/** A hand's edit that was taken back, or that only touched the hash: the row gets its hash again, nothing changed. */
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

function listInvalid(received: readonly ReadRecord[]): readonly InvalidRecord[] {
  return received.flatMap((entry, position) =>
    entry.kind === "invalid" ? [{ position, cause: entry.cause, data: entry.data }] : [],
  );
}
