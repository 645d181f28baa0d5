import type { Sql } from "@/lib/db/pool";

/** Parts of the service whose silence the dashboard shows. */
export type HeartbeatName = "resident" | "tick" | "full-fetch" | "alerts";

export async function beat(sql: Sql, name: HeartbeatName): Promise<void> {
  await sql.query(
    `INSERT INTO heartbeats (name, beat_at) VALUES ($1, clock_timestamp())
     ON CONFLICT (name) DO UPDATE SET beat_at = excluded.beat_at
     WHERE heartbeats.beat_at < excluded.beat_at - interval '2 seconds'`,
    [name],
  );
}
