import type { PageOf } from "@/lib/http/page";

/** A row as the database gives it; JSON makes texts of its times. */
export type Stored<Row, Times extends keyof Row> = Omit<Row, Times> & {
  readonly [Time in Times]: null extends Row[Time] ? Date | null : Date;
};

/** Cuts the one row too many that was asked for, and makes the cursor of the next page from the last row. */
export function cutPage<Row>(rows: readonly Row[], limit: number, encode: (last: Row) => string): PageOf<Row> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last !== undefined ? encode(last) : null };
}
