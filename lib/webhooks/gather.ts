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
  /** Batches at a time, at most. */
  readonly lanes: number;
  /** A batch in hand for longer is not waited for: it may be held up by what concerns it alone. */
  readonly patienceMs: number;
};

/**
 * What arrives while `work` is busy, or in the same turn of the event loop, is done together: alone, an item waits for
 * nothing; under load, many share one transaction and one wait for the disk. Another batch begins beside the one in hand
 * when it is full, or the one in hand takes long. `work` gives the results in the order of the items.
 */
export function gather<Item, Result>(
  { keyOf, max, lanes, patienceMs }: GatherOptions<Item>,
  work: (items: readonly Item[]) => Promise<readonly Promise<Result>[]>,
): Gatherer<Item, Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let busy = 0;
  let patience: NodeJS.Timeout | null = null;
  let isNextDue = false;

  function mayBegin(): boolean {
    if (waiting.length === 0 || busy === lanes) return false;
    return busy === 0 || patience === null || waiting.length >= max;
  }

  function next(): void {
    while (mayBegin()) {
      busy++;
      beginPatience();
      const [batch, rest] = splitOff(waiting, { keyOf, max });
      waiting = rest;
      void run(batch, work).finally(() => {
        busy--;
        nextSoon();
      });
    }
  }

  function beginPatience(): void {
    if (patience !== null) clearTimeout(patience);
    patience = setTimeout(() => {
      patience = null;
      next();
    }, patienceMs);
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

/** The next batch, and what is left. */
function splitOff<Item, Result>(
  waiting: readonly Waiting<Item, Result>[],
  { keyOf, max }: Pick<GatherOptions<Item>, "keyOf" | "max">,
): readonly [batch: Waiting<Item, Result>[], rest: Waiting<Item, Result>[]] {
  const keys = new Set<string>();
  const batch: Waiting<Item, Result>[] = [];
  const rest: Waiting<Item, Result>[] = [];
  for (const one of waiting) {
    const key = keyOf(one.item);
    const isIn = batch.length < max && !keys.has(key);
    if (isIn) keys.add(key);
    (isIn ? batch : rest).push(one);
  }
  return [batch, rest];
}

async function run<Item, Result>(
  batch: readonly Waiting<Item, Result>[],
  work: (items: readonly Item[]) => Promise<readonly Promise<Result>[]>,
): Promise<void> {
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
