import type { RunRow } from "@/lib/sync/schema";

import { durationOf, shareOf } from "./run-names";

/** Before this a rate says nothing. */
const warmUpMs = 2_000;

export type Estimate = { readonly perSecond: number | null; readonly leftMs: number | null };

/** How fast a run is, and how long it still takes where the last full fetch lets it tell. */
export function estimate(
  run: Pick<RunRow, "startedAt" | "finishedAt" | "received" | "expected" | "mode">,
  now: Date,
): Estimate {
  const elapsedMs = durationOf(run, now) ?? 0;
  const rate = elapsedMs < warmUpMs ? 0 : run.received / (elapsedMs / 1_000);
  if (rate === 0) return { perSecond: null, leftMs: null };
  const left = shareOf(run) === null || run.expected === null ? 0 : run.expected - run.received;
  const perSecond = rate < 1 ? null : Math.round(rate);
  return { perSecond, leftMs: left > 0 ? (left / rate) * 1_000 : null };
}
