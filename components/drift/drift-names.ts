import { driftNames } from "@/components/runs/run-names";
import { formatNumber } from "@/lib/format";
import type { RunDrift } from "@/lib/sync/schema";

export function sumDrift(drift: RunDrift["drift"]): number {
  return drift.reduce((sum, { records }) => sum + records, 0);
}

/** `3 updates missed, 1 edited in Postgres`. */
export function describeDrift(drift: RunDrift["drift"]): string {
  return drift.map(({ kind, records }) => `${formatNumber(records)} ${driftNames[kind]}`).join(", ");
}
