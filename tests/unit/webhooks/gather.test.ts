import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { gather } from "@/lib/webhooks/gather";

const patienceMs = 25;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

type Batch = { readonly items: readonly string[]; finish(): void; fail(): void };

/** Batches as they are begun, each ended by hand. */
function gatherByHand(options: { max?: number; lanes?: number } = {}) {
  const batches: Batch[] = [];
  const take = gather<string, string>(
    { keyOf: (item) => item.split(" ")[0] ?? "", max: 10, lanes: 1, patienceMs, ...options },
    (items) =>
      new Promise((resolve, reject) => {
        batches.push({
          items,
          finish: () => resolve(items.map(async (item) => `did ${item}`)),
          fail: () => reject(new Error(`not ${items.join()}`)),
        });
      }),
  );
  return { batches, take };
}

/** Two turns: what ends in the first is followed in the second. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}

describe("what arrives together", () => {
  test("waits for nothing when alone, and for what is in hand otherwise; each gets its own result", async () => {
    const { batches, take } = gatherByHand();
    const first = take("a");
    await settled();
    expect(batches.map(({ items }) => items)).toEqual([["a"]]);
    const others = [take("b"), take("c")];
    await settled();
    expect(batches).toHaveLength(1);
    batches[0]?.finish();
    expect(await first).toBe("did a");
    await settled();
    expect(batches[1]?.items).toEqual(["b", "c"]);
    batches[1]?.finish();
    expect(await Promise.all(others)).toEqual(["did b", "did c"]);
  });

  test("is one batch when it arrives in one turn, though nothing is in hand", async () => {
    const { batches, take } = gatherByHand({ lanes: 2 });
    for (const item of ["a", "b", "c"]) void take(item);
    await settled();
    expect(batches.map(({ items }) => items)).toEqual([["a", "b", "c"]]);
  });

  test("is not more than may be at once; another batch begins beside one in hand when it is full", async () => {
    const { batches, take } = gatherByHand({ max: 2, lanes: 2 });
    const begun = () => batches.map(({ items }) => items);
    void take("a");
    await settled();
    void take("b");
    await settled();
    expect(begun()).toEqual([["a"]]);
    for (const item of ["c", "d", "e"]) void take(item);
    await settled();
    expect(begun()).toEqual([["a"], ["b", "c"]]);
    batches[0]?.finish();
    await settled();
    expect(begun()).toEqual([["a"], ["b", "c"], ["d", "e"]]);
  });

  test("does not wait for a batch that takes long, in so many batches at a time", async () => {
    const { batches, take } = gatherByHand({ lanes: 2 });
    const begun = () => batches.map(({ items }) => items);
    void take("held up");
    await settled();
    void take("b");
    void take("c");
    await settled();
    vi.advanceTimersByTime(patienceMs - 1);
    await settled();
    expect(begun()).toEqual([["held up"]]);
    vi.advanceTimersByTime(1);
    expect(begun()).toEqual([["held up"], ["b", "c"]]);
    void take("d");
    vi.advanceTimersByTime(2 * patienceMs);
    await settled();
    expect(batches).toHaveLength(2);
    batches[1]?.finish();
    await settled();
    expect(begun()).toEqual([["held up"], ["b", "c"], ["d"]]);
  });

  test("has each key once: the second waits for the next batch", async () => {
    const { batches, take } = gatherByHand();
    void take("a");
    await settled();
    for (const item of ["x 1", "x 2", "y 1"]) void take(item);
    batches[0]?.finish();
    await settled();
    batches[1]?.finish();
    await settled();
    expect(batches.map(({ items }) => items)).toEqual([["a"], ["x 1", "y 1"], ["x 2"]]);
  });

  test("fails together when the work fails, and what comes after is done", async () => {
    const { batches, take } = gatherByHand();
    const first = take("a");
    await settled();
    batches[0]?.fail();
    await expect(first).rejects.toThrow("not a");
    const second = take("b");
    await settled();
    batches[1]?.finish();
    expect(await second).toBe("did b");
  });
});
