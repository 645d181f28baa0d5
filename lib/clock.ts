/** The current time of one clock, read without waiting. */
export type Now = () => Date;

/**
 * Times compared between processes come from one clock, the database's (I6): `start` reads it once, the returned
 * function carries it on by this process's monotonic clock. Tests give a clock they drive.
 */
export type Clock = { start(): Promise<Now> };

/** Carries a time read elsewhere on by the monotonic clock, which no NTP step can move backwards. */
export function carryOn(readAt: Date): Now {
  const startedAt = performance.now();
  return () => new Date(readAt.getTime() + (performance.now() - startedAt));
}

export function addMilliseconds(time: Date, milliseconds: number): Date {
  return new Date(time.getTime() + milliseconds);
}

const clocksDifferMs = 60_000;

/** What is said to have been done later than this was noted while a clock was wrong. */
export function latestPossible(now: Date): Date {
  return addMilliseconds(now, clocksDifferMs);
}
