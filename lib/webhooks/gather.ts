/** Does `work` for many things at once, without waiting for more than are there. */
export type Gatherer<Item, Result> = (item: Item) => Promise<Result>;

type Waiting<Item, Result> = {
  readonly item: Item;
  readonly resolve: (result: Result | Promise<Result>) => void;
  readonly reject: (error: unknown) => void;
};

type GatherOptions<Item> = {
  /** Of those with the same key only one is in a batch. */
  readonly keyOf: (item: Item) => string;
  readonly max: number;
  /** Batches at a time. */
  readonly lanes: number;
};

/**
 * What arrives while `work` is busy, or in the same turn of the event loop, is done together: alone, an item waits for
 * nothing; under load, many share one transaction and one wait for the disk. `work` gives the results in the order of the
 * items.
 */
export function gather<Item, Result>(
  { keyOf, max, lanes }: GatherOptions<Item>,
  work: (items: readonly Item[]) => Promise<readonly Promise<Result>[]>,
): Gatherer<Item, Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let busy = 0;
  let isNextDue = false;

  function takeBatch(): readonly Waiting<Item, Result>[] {
    const keys = new Set<string>();
    const batch: Waiting<Item, Result>[] = [];
    const rest: Waiting<Item, Result>[] = [];
    for (const one of waiting) {
      const key = keyOf(one.item);
      if (batch.length === max || keys.has(key)) {
        rest.push(one);
        continue;
      }
      keys.add(key);
      batch.push(one);
    }
    waiting = rest;
    return batch;
  }

  async function run(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await work(batch.map(({ item }) => item));
      batch.forEach(({ resolve, reject }, place) => {
        const result = results[place];
        if (result) resolve(result);
        else reject(new Error("A batch has fewer results than items"));
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  function next(): void {
    while (busy < lanes && waiting.length > 0) {
      busy++;
      void run(takeBatch()).finally(() => {
        busy--;
        nextSoon();
      });
    }
  }

  /** After this turn: all whose senders were just answered send again in one, and a batch of the first alone would be a
   * transaction of its own. */
  function nextSoon(): void {
    if (isNextDue) return;
    isNextDue = true;
    setImmediate(() => {
      isNextDue = false;
      next();
    });
  }

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      nextSoon();
    });
}
