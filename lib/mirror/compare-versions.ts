import { maskRecord } from "@/lib/auth/mask";
import type { Sight } from "@/lib/auth/sight";
import type { Pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";

import { maskChange } from "./change-rows";
import { diffRecords } from "./diff";
import type { RecordKey } from "./get-record";
import { type Lost, rebuildVersion, type Rebuilt } from "./rebuild-version";
import type { ComparedVersions, RecordComparison, RecordVersion } from "./schema/comparison";
import { findStoredHistory, type StoredHistory } from "./version-rows";

/** Undoing more takes longer than anybody waits. */
const changesMax = 2_000;

type Compared = RecordKey & ComparedVersions & { readonly sight: Sight };

/** Two versions of a record, rebuilt from what it is now by undoing its history, and what differs between them. */
export async function compareVersions(
  { pool }: { pool: Pool },
  { from, to, sight, ...key }: Compared,
): Promise<RecordComparison> {
  const history = await findStoredHistory(pool, { ...key, since: from, limit: changesMax });
  if (!history) throw new AppError("not_found", "There is no such record in the mirror.");
  if (history.changes.length > changesMax) {
    throw new AppError("conflict", `from: more than ${changesMax} versions lie after it. Choose a newer one.`);
  }
  const newerThanFrom = listNewer(history, from, "from");
  const newerThanTo = to === "now" ? [] : listNewer(history, to, "to");
  const before = assertRebuilt(rebuildVersion(history.now, newerThanFrom));
  const after = assertRebuilt(rebuildVersion(history.now, newerThanTo));
  const { model } = key;
  return {
    from: toVersion(history, newerThanFrom.length),
    to:
      to === "now"
        ? { seq: null, kind: null, at: history.fetchedAt.toISOString() }
        : toVersion(history, newerThanTo.length),
    versionsBetween: newerThanFrom.length - newerThanTo.length,
    handEdits: before.handEdits - after.handEdits,
    isEdited: history.isEdited,
    before: maskRecord(model, before.data, sight),
    after: maskRecord(model, after.data, sight),
    changes: diffRecords(before.data, after.data).map((change) => maskChange(change, { model, sight })),
  };
}

function listNewer({ changes }: StoredHistory, seq: string, name: keyof ComparedVersions): StoredHistory["changes"] {
  const place = changes.findIndex((change) => change.seq === seq);
  if (place === -1)
    throw new AppError(
      "not_found",
      `${name}: is not a version of this record, or one before the other. Take both from its history, the older one as from.`,
    );
  return changes.slice(0, place);
}

function toVersion({ changes }: StoredHistory, newer: number): RecordVersion {
  const change = changes[newer];
  if (!change) throw new Error("A version without its change");
  return { seq: change.seq, kind: change.kind, at: change.at.toISOString() };
}

const lostTexts = {
  erased: "what it said was erased",
  former_life: "the record was removed and came anew",
  edited: "the row was edited beside the fetches",
} as const satisfies Record<Lost, string>;

function assertRebuilt(rebuilt: Rebuilt): Extract<Rebuilt, { kind: "rebuilt" }> {
  if (rebuilt.kind === "rebuilt") return rebuilt;
  const when = rebuilt.at.toISOString();
  throw new AppError(
    "conflict",
    `That version cannot be told any more: ${lostTexts[rebuilt.because]} at ${when}. Compare versions after that.`,
  );
}
