const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export type SilenceFacts = {
  /** Of the last event that announced changes; null: none ever did. */
  readonly lastAnnouncedAt: Date | null;
  /** Since when events could have come. */
  readonly createdAt: Date;
  /** Times between its last announcing events, in milliseconds. */
  readonly gapsMs: readonly number[];
  /** Changes that fetches brought since then and no event announced, and the run that brought most of them; null without any. */
  readonly unannounced: { readonly changes: number; readonly runId: string; readonly foundAt: Date } | null;
};

export type Silence = {
  readonly since: Date;
  /** Null while too few events came to have a rhythm. */
  readonly usualGapMs: number | null;
  readonly changes: number;
  readonly runId: string;
  readonly foundAt: Date;
};

/** Fewer than this tell no rhythm. */
const gapsMin = 5;
const withoutRhythmMs = dayMs;
/** Whoever was heard of since is not silent, whatever the rhythm. */
export const silenceMinMs = hourMs;
const longestMs = 7 * dayMs;

/**
 * Silent is who says nothing for much longer than usual although data moved. Nothing but the silence says nothing: a
 * customer on holiday is as quiet as one whose webhook is gone, so it counts only once a fetch found what no event
 * announced.
 */
export function decideSilence(facts: SilenceFacts, now: Date): Silence | null {
  const { lastAnnouncedAt, createdAt, gapsMs, unannounced } = facts;
  if (unannounced === null || unannounced.changes <= 0) return null;
  const since = lastAnnouncedAt ?? createdAt;
  const sorted = Float64Array.from(gapsMs).toSorted();
  if (now.getTime() - since.getTime() <= decidePatienceMs(sorted)) return null;
  return { since, usualGapMs: gapsMs.length < gapsMin ? null : quantile(sorted, 0.5), ...unannounced };
}

/** Three times the usual gap, but nights and weekends that come in every rhythm are waited out. */
function decidePatienceMs(gapsMs: Float64Array): number {
  if (gapsMs.length < gapsMin) return withoutRhythmMs;
  const patience = Math.max(3 * quantile(gapsMs, 0.5), quantile(gapsMs, 0.95), silenceMinMs);
  return Math.min(patience, longestMs);
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
