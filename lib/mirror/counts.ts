import type { PlannedPage } from "./plan-page";

/** How a page or a run divides what it received (I14): received is the sum of the other seven. */
export type Counts = {
  readonly received: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly deleted: number;
  readonly restored: number;
  readonly stale: number;
  readonly invalid: number;
};

export function countRecordsByVerdict(received: number, plan: PlannedPage): Counts {
  const counts = { created: 0, updated: 0, unchanged: plan.untouched, deleted: 0, restored: 0, stale: 0 };
  for (const { verdict } of plan.classified) counts[verdict]++;
  return { received, ...counts, invalid: plan.invalid.length };
}

export function sumCounts(counts: Counts): number {
  const { created, updated, unchanged, deleted, restored, stale, invalid } = counts;
  return created + updated + unchanged + deleted + restored + stale + invalid;
}
