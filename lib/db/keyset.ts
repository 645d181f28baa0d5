import { z } from "zod";

import { AppError } from "@/lib/errors";
import { storableText } from "@/lib/storable-text";
import { storableTime } from "@/lib/storable-time";

/** A keyset cursor: the sort values of the last row of a page, opaque to whoever carries it. */
export function encodeCursor(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString("base64url");
}

/** What a cursor's values must look like, so that a foreign one is bad input and not a database error. */
export const cursorValue = {
  time: storableTime,
  uuid: z.uuid(),
  text: z
    .string()
    .max(300)
    .refine((text) => storableText(text) === text),
  sequence: z.string().regex(/^\d{1,18}$/),
};

/** The values of a cursor, one per kind; null for one that is not ours. */
export function readCursor(cursor: string, kinds: readonly z.ZodType<string>[]): readonly string[] | null {
  const values = z.array(z.string()).safeParse(parseJson(Buffer.from(cursor, "base64url").toString("utf8")));
  const isOurs =
    values.success &&
    values.data.length === kinds.length &&
    kinds.every((kind, index) => kind.safeParse(values.data[index]).success);
  return isOurs ? values.data : null;
}

/** Of a list whose cursor the caller has not parsed before: one that is not ours is bad input. */
export function decodeCursor(cursor: string, kinds: readonly z.ZodType<string>[]): readonly string[] {
  const values = readCursor(cursor, kinds);
  if (!values) throw new AppError("bad_request", "cursor: is not one this list gave. Start again without it.");
  return values;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Cuts the one row too many that was asked for, and makes the cursor of the page from its last row. */
export function toPage<Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => readonly string[],
): { rows: readonly Row[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null };
}
