import type { Pool } from "@/lib/db/pool";

import type { Activity, ActivityRange, ActivityRequest } from "./schema/activity";

type Division = {
  readonly unit: "hour" | "day";
  readonly step: string;
  readonly before: string;
  /** How many statements share the buckets: to count a month takes as long as there were events, so it is shared out. */
  readonly shares: number;
};

/** Hours of a day, quarters of the days of a week, days of a month; the last bucket is in progress. */
const divisions = {
  "24h": { unit: "hour", step: "1 hour", before: "23 hours", shares: 1 },
  "7d": { unit: "day", step: "6 hours", before: "6 days", shares: 1 },
  "30d": { unit: "day", step: "1 day", before: "29 days", shares: 3 },
} as const satisfies Record<ActivityRange, Division>;

/** SQL: runs that changed a record; served by sync_runs_changed_finished_idx alone. */
export const changing = "NOT dry_run AND created + updated + deleted + restored + swept > 0";

/**
 * Webhooks and changes over time; each count by an index on its time. The steps are counted on the clock of the person's
 * wall, so that a day is a day when the clocks change.
 */
export async function getActivity(pool: Pool, request: ActivityRequest, now: Date): Promise<Activity> {
  const { shares } = divisions[request.range];
  const counted = await Promise.all(
    Array.from({ length: shares }, (_, share) => countBuckets(pool, { ...request, share }, now)),
  );
  const buckets = counted.flat().toSorted((one, other) => one.start.getTime() - other.start.getTime());
  return {
    buckets: buckets.map(({ start, end, ...counts }) => ({
      start: start.toISOString(),
      end: end.toISOString(),
      ...counts,
    })),
  };
}

type Bucket = {
  readonly start: Date;
  readonly end: Date;
  readonly webhooks: number;
  readonly rejected: number;
  readonly changes: number;
};

/** One bucket in `shares`, old and new ones alike, so that each share is about as much. */
async function countBuckets(
  pool: Pool,
  { range, zone, share }: ActivityRequest & { readonly share: number },
  now: Date,
): Promise<readonly Bucket[]> {
  const { unit, step, before, shares } = divisions[range];
  const { rows } = await pool.query<Bucket>(
    `WITH spans AS (
       SELECT h.at AT TIME ZONE $2 AS "start", (h.at + $4::interval) AT TIME ZONE $2 AS "end"
       FROM generate_series(date_trunc($3, $1::timestamptz AT TIME ZONE $2) - $5::interval, $1::timestamptz AT TIME ZONE $2,
                            $4::interval) WITH ORDINALITY AS h(at, place)
       WHERE h.place % $6 = $7)
     SELECT s."start", s."end",
       (SELECT count(*)::int FROM webhook_events e
        WHERE e.first_received_at >= s."start" AND e.first_received_at < s."end") AS webhooks,
       (SELECT count(*)::int FROM rejected_deliveries d
        WHERE d.received_at >= s."start" AND d.received_at < s."end") AS rejected,
       (SELECT coalesce(sum(r.created + r.updated + r.deleted + r.restored + r.swept), 0)::int FROM sync_runs r
        WHERE ${changing} AND r.finished_at >= s."start" AND r.finished_at < s."end") AS changes
     FROM spans s WHERE s."end" > s."start"`,
    [now, zone, unit, step, before, shares, share],
  );
  return rows;
}
