import { addMilliseconds } from "@/lib/clock";

const minute = 60_000;
const hour = 60 * minute;

/**
 * How often one may be wrong within `windowMs`, by what is counted: all the browsers together in which nobody has signed
 * in to the e-mail before, one in which somebody has, or an address.
 */
export const wrongMax = { email: 5, browser: 5, address: 30 } as const;
export type Counted = keyof typeof wrongMax;

/** A day where a password is guessed: whoever stays just below the limit of a quarter of an hour has hundreds a day. */
const windowMs = { email: 24 * hour, browser: 24 * hour, address: 15 * minute } as const satisfies Record<
  Counted,
  number
>;
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
  const failedAt = recentOf(counter, counted, now);
  if (failedAt.length >= wrongMax[counted]) return { kind: "refused", until: addMilliseconds(now, busyMs) };
  const isForgotten = lockedUntil !== null && now.getTime() - lockedUntil.getTime() > forgetMs;
  return {
    kind: "admitted",
    counter: { failedAt: [...failedAt, now], lockedUntil, locks: isForgotten ? 0 : counter.locks },
  };
}

/** It was wrong: the reservation stays, and the last one that may be wrong locks, twice as long as the time before. */
export function settleWrong(counter: Counter, counted: Counted, now: Date): Counter {
  if (isLocked(counter, now) || recentOf(counter, counted, now).length < wrongMax[counted]) return counter;
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

/** As many as lock, and no lock: their checks never ended, and nobody waits for them longer than for a first lock. */
function recentOf({ failedAt }: Counter, counted: Counted, now: Date): readonly Date[] {
  const since = (ms: number) => failedAt.filter((at) => now.getTime() - at.getTime() < ms);
  const recent = since(windowMs[counted]);
  return recent.length >= wrongMax[counted] && since(lockFirstMs).length === 0 ? [] : recent;
}
