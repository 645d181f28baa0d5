import type { ExportEnd } from "./export-end";
import type { PageOf } from "./page";

/** A function ends after 300 s: a part ends well before, with the cursor to go on from. */
export const partMaxMs = 120_000;

type Part = {
  readonly cursor: string | undefined;
  readonly readPage: (cursor: string | undefined) => Promise<PageOf<object>>;
  /** Whether no other page should be begun. */
  readonly isOver: () => boolean;
  /** Called once, however it ended, with the rows that were handed out. */
  readonly onEnd: (ended: { readonly rows: number; readonly isComplete: boolean }) => Promise<void>;
};

/**
 * The rows of one part, a page at a time, so that neither the memory nor the database holds more than one. `end` is right
 * when all of them were taken.
 */
export function readPart({ cursor, readPage, isOver, onEnd }: Part): {
  readonly rows: AsyncGenerator<object>;
  readonly end: Readonly<ExportEnd>;
} {
  const end = { rows: 0, next: cursor ?? null };
  let isComplete = false;
  async function* read(): AsyncGenerator<object> {
    try {
      do {
        const page = await readPage(end.next ?? undefined);
        for (const row of page.rows) {
          end.rows += 1;
          yield row;
        }
        end.next = page.next;
      } while (end.next !== null && !isOver());
      isComplete = end.next === null;
    } finally {
      await onEnd({ rows: end.rows, isComplete });
    }
  }
  return { rows: read(), end };
}
