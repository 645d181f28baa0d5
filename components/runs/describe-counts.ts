import { formatNumber } from "@/lib/format";
import type { Counts } from "@/lib/sync/schema";

/** The parts of what was received, in the order of the equation (I14). */
export const countNames = ["created", "updated", "unchanged", "deleted", "restored", "stale", "invalid"] as const;

/** `9 updated, 1 created`: what is not zero, changes before the rest. */
export function describeCounts(counts: Omit<Counts, "received">): string {
  const parts = countNames.filter((name) => counts[name] > 0).map((name) => `${formatNumber(counts[name])} ${name}`);
  return parts.length === 0 ? "nothing received" : parts.join(", ");
}
