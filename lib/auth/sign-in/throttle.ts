import { addMilliseconds } from "@/lib/clock";

const minute = 60_000;
const hour = 60 * minute;

/** How often one may be wrong within `windowMs`, by what is counted. */
export const wrongMax = { email: 5, address: 30 } as const;
export type Counted = keyof typeof wrongMax;

const windowMs = 15 * minute;
const lockFirstMs = 15 * minute;
const lockMaxMs = 24 * hour;
/** So long after a lock the next one is a first one again. */
const forgetMs = 24 * hour;
/** As many as may be wrong are being checked right now: any of them may be right. */
const busyMs = 5_000;

export type Counter = {
  /** Wrong attempts, and those whose password is being checked. */
  readonly failedAt: readonly Date[];
  readonly lockedUntil: Date | null;
  readonly locks: number;
};

export const emptyCounter: Counter = { failedAt: [], lockedUntil: null, locks: 0 };

export type Reservation =
  | { readonly kind: "admitted"; readonly counter: Counter }
  | { readonly kind: "refused"; readonly until: Date };

/**
 * Counts an attempt as wrong before its password is looked at, so that of any number at the same instant no more are
 * looked at than may be wrong.
 */
export function reserve(counter: Counter, counted: Counted, now: Date): Reservation {
  const { lockedUntil } = counter;
  if (isLocked(counter, now) && lockedUntil) return { kind: "refused", until: lockedUntil };
  const failedAt = recentOf(counter, now);
  if (failedAt.length >= wrongMax[counted]) return { kind: "refused", until: addMilliseconds(now, busyMs) };
  const isForgotten = lockedUntil !== null && now.getTime() - lockedUntil.getTime() > forgetMs;
  return {
    kind: "admitted",
    counter: { failedAt: [...failedAt, now], lockedUntil, locks: isForgotten ? 0 : counter.locks },
  };
}

/** It was wrong: the reservation stays, and the last one that may be wrong locks, twice as long as the time before. */
export function settleWrong(counter: Counter, counted: Counted, now: Date): Counter {
  if (isLocked(counter, now) || recentOf(counter, now).length < wrongMax[counted]) return counter;
  const lockMs = Math.min(lockMaxMs, lockFirstMs * 2 ** counter.locks);
  return { failedAt: [], lockedUntil: addMilliseconds(now, lockMs), locks: counter.locks + 1 };
}

/** It was not wrong: the reservation is given back. */
export function release(counter: Counter, reservedAt: Date): Counter {
  const index = counter.failedAt.findIndex((at) => at.getTime() === reservedAt.getTime());
  return index === -1 ? counter : { ...counter, failedAt: counter.failedAt.toSpliced(index, 1) };
}

function isLocked({ lockedUntil }: Pick<Counter, "lockedUntil">, now: Date): boolean {
  return lockedUntil !== null && lockedUntil > now;
}

function recentOf({ failedAt }: Counter, now: Date): readonly Date[] {
  return failedAt.filter((at) => now.getTime() - at.getTime() < windowMs);
}
