import { z } from "zod";

/** One keyset page of a list: `next` is opaque and null at the end. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ rows: z.array(item), next: z.string().nullable() });
}

export type PageOf<Row> = { readonly rows: readonly Row[]; readonly next: string | null };

/** ISO 8601, UTC: how times cross the wire. */
export const isoTime = z.string();
