import type { RecordFilters } from "@/lib/mirror/schema";
import { searchMin } from "@/lib/mirror/schema/search-words";

import type { RecordParams, sinceChoices } from "./search-params";

const hourMs = 3_600_000;
const minuteMs = 60_000;

export const sinceSpans = {
  "1h": { label: "Last hour", ms: hourMs },
  "24h": { label: "Last 24 h", ms: 24 * hourMs },
  "7d": { label: "Last 7 days", ms: 7 * 24 * hourMs },
  "30d": { label: "Last 30 days", ms: 30 * 24 * hourMs },
} as const satisfies Record<(typeof sinceChoices)[number], { label: string; ms: number }>;

/** What the list is asked for. A span's start moves by whole minutes, so that it is not another question each second. */
export function toRecordFilters(params: RecordParams, now: Date): Omit<RecordFilters, "cursor"> {
  const { search, integration, model, deleted, since, drift, related } = params;
  const minute = Math.floor(now.getTime() / minuteMs) * minuteMs;
  return {
    ...(integration === null ? {} : { integration }),
    ...(model === null ? {} : { model }),
    ...(search.trim() === "" || isTooShort(search) ? {} : { search: search.trim() }),
    ...(deleted === null ? {} : { deleted }),
    ...(since === null ? {} : { since: new Date(minute - sinceSpans[since].ms).toISOString() }),
    ...(drift === null ? {} : { drift }),
    ...(related === null ? {} : { related }),
  };
}

export function isTooShort(search: string): boolean {
  const length = search.trim().length;
  return length > 0 && length < searchMin;
}
