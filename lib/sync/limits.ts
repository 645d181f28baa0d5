const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Rows Kombo gives at most in one answer. */
export const pageSize = 250;
/** No slice is longer (I13), the time-outs and retries of the page in hand included. */
export const sliceMs = 20_000;
/** Longer than the slowest page: the slice renews it with each page. */
export const leaseMs = 60_000;
/** Requests ask for a little more than the watermark says: Kombo may take a moment to show what changed (I6). */
export const overlapMs = 2 * minute;
/** Kombo purges deletions after 14 days: an older watermark cannot see them any more (I15). */
export const watermarkAgeMaxMs = 14 * day;
/** Vercel Cron does not retry a missed Sunday: a full fetch older than this is caught up. */
export const fullFetchAgeMaxMs = 8 * day;
/** A wanted endpoint is behind when nothing served its mark within this time. */
export const serveObjectiveMs = 5 * minute;
/** An endpoint is unconfirmed when no complete fetch of any kind ended within this time. */
export const confirmObjectiveMs = 26 * hour;
/** How long states that need Kombo or a person are left alone before the next look. */
export const notReadyWaitMs = 15 * minute;
export const unavailableWaitMs = day;
export const refusedKeyWaitMs = 5 * minute;
/** Failing slices after which a run is failed for good; its marks stay, a later run serves them. */
export const runFailuresMax = 6;

/** A failed full fetch is not wanted again before this, however well deltas go. */
export const failedFullWaitMs = 15 * minute;

/** How long records whose copies may be stale are left alone after they could not be asked for. */
export const failedIdsWaitMs = 15 * minute;
/** Deltas in a row that failed, after which a full fetch that could mend what they cannot goes first. */
export const failedDeltasMax = 3;

/** 5 s, 10 s, 20 s … at most 10 min, with jitter so that many endpoints do not come back at once. */
export function retryWaitMs(failures: number): number {
  return Math.min(10 * minute, 5_000 * 2 ** Math.max(0, failures - 1)) * (0.75 + Math.random() / 2);
}

/** After failed runs: 1 min, 2 min, 4 min … at most 6 h. */
export function failedRunWaitMs(consecutiveFailures: number): number {
  return Math.min(6 * hour, minute * 2 ** Math.max(0, consecutiveFailures - 1));
}
