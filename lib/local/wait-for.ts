import { setTimeout as sleep } from "node:timers/promises";

import { ExpectedFailure } from "./expected-failure";

export interface WaitOptions {
  readonly timeoutSeconds: number;
  readonly intervalMs?: number;
  readonly signal: AbortSignal;
  /** What to tell when the time is over. */
  readonly otherwise: () => string;
}

/** Asks until the answer is true. */
export async function waitFor(isReady: () => Promise<boolean>, options: WaitOptions): Promise<void> {
  const deadline = performance.now() + options.timeoutSeconds * 1000;
  while (!(await isReady())) {
    options.signal.throwIfAborted();
    if (performance.now() > deadline) throw new ExpectedFailure(options.otherwise());
    await sleep(options.intervalMs ?? 250, undefined, { signal: options.signal }).catch(() =>
      options.signal.throwIfAborted(),
    );
  }
}

export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
