import { randomUUID } from "node:crypto";

import { addMilliseconds } from "@/lib/clock";
import type { Pool, Sql } from "@/lib/db/pool";

/** A drive that is this late died: longer than its longest tick, and than a queue takes to bring it back. */
export const driveLateMs = 10 * 60_000;

const name = "workflow";

/** The token of a drive to start; null while one works, or wakes soon enough. One that sleeps longer is superseded. */
export async function claimDrive(pool: Pool, claim: { now: Date; wakesAt: Date }): Promise<string | null> {
  const { rows } = await pool.query<{ token: string }>(
    `INSERT INTO drives (name, token, wakes_at) VALUES ($1, $2, $3)
     ON CONFLICT (name) DO UPDATE SET token = excluded.token, wakes_at = excluded.wakes_at
     WHERE drives.wakes_at > excluded.wakes_at OR drives.wakes_at < $4
     RETURNING token`,
    [name, randomUUID(), claim.wakesAt, addMilliseconds(claim.now, -driveLateMs)],
  );
  return rows[0]?.token ?? null;
}

/** False: another drive took over. Until the transaction ends nobody can claim past it. */
export async function holdDrive(sql: Sql, drive: { token: string; wakesAt: Date }): Promise<boolean> {
  const { rowCount } = await sql.query("UPDATE drives SET wakes_at = $2 WHERE token = $1", [
    drive.token,
    drive.wakesAt,
  ]);
  return rowCount === 1;
}

/** The token of the drive that comes after; null when another took over, or this was done before. */
export async function passDrive(pool: Pool, drive: { token: string; wakesAt: Date }): Promise<string | null> {
  const { rows } = await pool.query<{ token: string }>(
    "UPDATE drives SET token = $2, wakes_at = $3 WHERE token = $1 RETURNING token",
    [drive.token, randomUUID(), drive.wakesAt],
  );
  return rows[0]?.token ?? null;
}

/** For a drive that could not be started, or has nothing to wait for. */
export async function endDrive(sql: Sql, token: string): Promise<void> {
  await sql.query("DELETE FROM drives WHERE token = $1", [token]);
}
