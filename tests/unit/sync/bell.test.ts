import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { createBell } from "@/lib/sync/bell";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** When each wait ended, in milliseconds. */
function timeOf(wait: Promise<void>): () => number | null {
  const startedAt = performance.now();
  let endedAt: number | null = null;
  void wait.then(() => (endedAt = performance.now() - startedAt));
  return () => endedAt;
}

test("whoever has waited for long is woken by a ring at once", async () => {
  const bell = createBell();
  const ended = timeOf(bell.wait(1_000));
  await vi.advanceTimersByTimeAsync(400);
  bell.ring();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(ended()).toBe(400);
});

test("a storm of rings wakes nobody more often than every 50 ms, and none of it is lost", async () => {
  const bell = createBell();
  let woken = 0;
  const listen = async () => {
    for (;;) {
      await bell.wait(60_000);
      woken++;
    }
  };
  void listen();
  for (let ms = 0; ms < 1_000; ms++) {
    bell.ring();
    await vi.advanceTimersByTimeAsync(1);
  }
  await vi.advanceTimersByTimeAsync(100);
  expect(woken).toBeGreaterThanOrEqual(19);
  expect(woken).toBeLessThanOrEqual(21);
});

test("a ring while nobody waits is heard by the next to wait, a nudge is not", async () => {
  const bell = createBell();
  bell.nudge();
  const forgotten = timeOf(bell.wait(1_000));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(forgotten()).toBe(1_000);
  bell.ring();
  const heard = timeOf(bell.wait(1_000));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(heard()).toBe(50);
});

test("a nudge wakes at once, also who has heard a ring and rests", async () => {
  const bell = createBell();
  const ended = timeOf(bell.wait(1_000));
  bell.ring();
  await vi.advanceTimersByTimeAsync(10);
  bell.nudge();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(ended()).toBe(10);
});

test("a ring that was heard by whoever was nudged before the rest was over is heard by the next to wait", async () => {
  const bell = createBell();
  const nudged = bell.wait(60_000);
  bell.ring();
  bell.nudge();
  await nudged;
  const heard = timeOf(bell.wait(60_000));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(heard()).toBe(50);
});

test("the first ring says when: those after it, faster than any timer, do not put it off", async () => {
  const bell = createBell();
  const ended = timeOf(bell.wait(1_000));
  await vi.advanceTimersByTimeAsync(400);
  const set = vi.spyOn(globalThis, "setTimeout");
  for (let index = 0; index < 1_000; index++) bell.ring();
  expect(set).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(ended()).toBe(400);
});
