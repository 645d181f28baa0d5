import type { Sight } from "@/lib/auth/sight";
import { listConsumerChanges } from "@/lib/consumer/changes";
import { listConsumerRecords } from "@/lib/consumer/records";
import { changesQuerySchema, recordsQuerySchema } from "@/lib/consumer/schema";
import type { Pool } from "@/lib/db/pool";
import type { Random } from "@/lib/simulator/random";

export const seesAll: Sight = { personal: true, high: true };

type Item = {
  readonly kombo_integration_id: string;
  readonly model: string;
  readonly kombo_id: string;
  readonly data: unknown;
  readonly deleted_at: Date | null;
};

/** What a company would write: keeps the live records in a map, and its cursor now and then. */
export type FeedConsumer = {
  readonly records: Map<string, unknown>;
  /** Sequence numbers of the changes that were delivered. */
  readonly delivered: Set<string>;
  /** The cursor it would go on from after a crash. */
  saved: string;
  crashes: number;
};

export function keyOf(item: Pick<Item, "kombo_integration_id" | "model" | "kombo_id">): string {
  return [item.kombo_integration_id, item.model, item.kombo_id].join(" ");
}

/** Lists all records, page by page; `meanwhile` happens between the pages. */
export async function listEverything(
  pool: Pool,
  { limit, meanwhile }: { limit: number; meanwhile: () => Promise<unknown> },
): Promise<FeedConsumer> {
  const records = new Map<string, unknown>();
  let cursor: string | undefined;
  for (;;) {
    const query = recordsQuerySchema.parse({ limit: String(limit), ...(cursor ? { cursor } : {}) });
    const page = await listConsumerRecords(pool, { query, sight: seesAll });
    for (const row of page.rows) records.set(keyOf(row), row.data);
    if (page.next === null) return { records, delivered: new Set(), saved: page.feed_cursor, crashes: 0 };
    cursor = page.next;
    await meanwhile();
  }
}

/** Reads some pages, of random size, from its saved cursor; then perhaps dies before it has saved where it was. */
export async function readSome(pool: Pool, consumer: FeedConsumer, random: Random): Promise<{ isAtEnd: boolean }> {
  let cursor = consumer.saved;
  for (let pages = 1 + random.below(8); ; pages--) {
    const limit = String(1 + random.below(400));
    const query = changesQuerySchema.parse({ cursor, limit, expand: "record" });
    const page = await listConsumerChanges(pool, { query, sight: seesAll });
    for (const { record, ...change } of page.rows) {
      consumer.delivered.add(change.seq);
      if (record && record.deleted_at === null) consumer.records.set(keyOf(change), record.data);
      else consumer.records.delete(keyOf(change));
    }
    cursor = page.next;
    if (pages > 1 && page.has_more) continue;
    if (random.chance(0.3)) {
      consumer.crashes += 1;
      return { isAtEnd: false };
    }
    consumer.saved = cursor;
    return { isAtEnd: !page.has_more && page.rows.length === 0 };
  }
}
