import { textArray } from "@/lib/db/text-array";

import type { IncomingRecord } from "./read-record";

export type PlannedRow = {
  readonly record: IncomingRecord;
  readonly deletedAt: Date | null;
  /** Set once Kombo has emptied the record (I12). */
  readonly erasedAt: Date | null;
};

/** The rows of a page as they are sent to the database: made before its transaction, which then waits for nothing. */
export type EncodedRows = {
  readonly ids: readonly string[];
  /** A JSON array of all columns but the data. */
  readonly columns: string;
  /** A `text[]`: the data goes in as the text that was hashed, not serialised a second time. */
  readonly data: Buffer;
};

export function encodeRows(rows: readonly PlannedRow[]): EncodedRows {
  return {
    ids: rows.map(({ record }) => record.komboId),
    columns: JSON.stringify(rows.map(toColumns)),
    data: textArray(rows.map(({ record }) => record.json)),
  };
}

function toColumns({ record, deletedAt, erasedAt }: PlannedRow): Record<string, unknown> {
  return {
    kombo_id: record.komboId,
    remote_id: record.remoteId,
    content_hash: record.contentHash,
    text_hash: record.textHash,
    changed_at: record.changedAt,
    remote_deleted_at: record.remoteDeletedAt,
    deleted_at: deletedAt,
    display_name: record.displayName,
    flags: record.flags,
    copies: record.copies,
    erased_at: erasedAt,
  };
}
