import { z } from "zod";

import { cursorValue, encodeCursor, readCursor } from "@/lib/db/keyset";

/**
 * A place in the change feed: the last change of the log that was read, be it delivered or filtered away. `at` proves that
 * the change a cursor speaks of is the one the database has: after a restore, numbers are given a second time.
 */
export type FeedPosition = {
  readonly epoch: string;
  readonly xid: string;
  readonly seq: string;
  /** Null: before the first change that is kept. */
  readonly at: string | null;
};

export type RecordPosition = {
  readonly integrationId: string;
  readonly model: string;
  readonly komboId: string;
  /** Where the feed has to be read from to know what changed since the listing began. */
  readonly feedCursor: string;
};

export type RunPosition = { readonly createdAt: string; readonly id: string };
export type IntegrationPosition = { readonly id: string };

// Each cursor begins with its list and its version: one of another list, or of another time, is not taken for it.
const names = {
  changes: "changes.1",
  records: "records.1",
  runs: "runs.1",
  integrations: "integrations.1",
} as const;

const lengthMax = 2_000;
const { sequence, text, time, uuid } = cursorValue;
const position = z.string().regex(/^\d{1,18}$/);

export function encodeFeedPosition({ epoch, xid, seq, at }: FeedPosition): string {
  return encodeCursor([names.changes, epoch, xid, seq, at ?? ""]);
}

export function encodeRecordPosition({ integrationId, model, komboId, feedCursor }: RecordPosition): string {
  return encodeCursor([names.records, integrationId, model, komboId, feedCursor]);
}

export function encodeRunPosition({ createdAt, id }: RunPosition): string {
  return encodeCursor([names.runs, createdAt, id]);
}

export function encodeIntegrationPosition({ id }: IntegrationPosition): string {
  return encodeCursor([names.integrations, id]);
}

export const feedCursor = cursorOf(
  [z.literal(names.changes), uuid, position, sequence, z.union([time, z.literal("")])],
  ([, epoch = "", xid = "", seq = "", at = ""]): FeedPosition => ({ epoch, xid, seq, at: at || null }),
);

export const recordCursor = cursorOf(
  [z.literal(names.records), uuid, text, text, text],
  ([, integrationId = "", model = "", komboId = "", feed = ""]): RecordPosition => ({
    integrationId,
    model,
    komboId,
    feedCursor: feed,
  }),
);

export const runCursor = cursorOf([z.literal(names.runs), time, uuid], ([, createdAt = "", id = ""]): RunPosition => ({
  createdAt,
  id,
}));

export const integrationCursor = cursorOf(
  [z.literal(names.integrations), uuid],
  ([, id = ""]): IntegrationPosition => ({ id }),
);

function cursorOf<Position>(kinds: readonly z.ZodType<string>[], toPosition: (values: readonly string[]) => Position) {
  return z
    .string()
    .max(lengthMax)
    .transform((cursor, context): Position => {
      const values = readCursor(cursor, kinds);
      if (values) return toPosition(values);
      context.addIssue({ code: "custom", message: "is not one this list gave; start again without it" });
      return z.NEVER;
    })
    .describe("`next` of the page before, unchanged.");
}
