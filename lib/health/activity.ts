import type { Pool } from "@/lib/db/pool";

import type { Activity, ActivityRange, ActivityRequest } from "./schema/activity";

type Division = { readonly unit: "hour" | "day"; readonly step: string; readonly before: string };

/** Hours of a day, quarters of the days of a week, days of a month; the last bucket is in progress. */
const divisions = {
  "24h": { unit: "hour", step: "1 hour", before: "23 hours" },
  "7d": { unit: "day", step: "6 hours", before: "6 days" },
  "30d": { unit: "day", step: "1 day", before: "29 days" },
} as const satisfies Record<ActivityRange, Division>;

/** SQL: runs that changed a record; served by sync_runs_changed_finished_idx alone. */
export const changing = "NOT dry_run AND created + updated + deleted + restored + swept > 0";

/**
 * Webhooks and changes over time; each count by an index on its time. The steps are counted on the clock of the person's
 * wall, so that a day is a day when the clocks change.
 */
export async function getActivity(pool: Pool, { range, zone }: ActivityRequest, now: Date): Promise<Activity> {
  const { unit, step, before } = divisions[range];
  const { rows } = await pool.query<{ start: Date; end: Date; webhooks: number; rejected: number; changes: number }>(
    `WITH spans AS (
       SELECT h.at AT TIME ZONE $2 AS "start", (h.at + $4::interval) AT TIME ZONE $2 AS "end"
       FROM generate_series(date_trunc($3, $1::timestamptz AT TIME ZONE $2) - $5::interval, $1::timestamptz AT TIME ZONE $2,
                            $4::interval) AS h(at))
     SELECT s."start", s."end",
       (SELECT count(*)::int FROM webhook_events e
        WHERE e.first_received_at >= s."start" AND e.first_received_at < s."end") AS webhooks,
       (SELECT count(*)::int FROM rejected_deliveries d
        WHERE d.received_at >= s."start" AND d.received_at < s."end") AS rejected,
       (SELECT coalesce(sum(r.created + r.updated + r.deleted + r.restored + r.swept), 0)::int FROM sync_runs r
        WHERE ${changing} AND r.finished_at >= s."start" AND r.finished_at < s."end") AS changes
     FROM spans s WHERE s."end" > s."start" ORDER BY s."start"`,
    [now, zone, unit, step, before],
  );
  return {
    buckets: rows.map(({ start, end, ...counts }) => ({
      start: start.toISOString(),
      end: end.toISOString(),
      ...counts,
    })),
  };
}
