import { carryOn, type Clock } from "@/lib/clock";

import type { Pool } from "./pool";

/** The database's clock: the one all processes share (I6). */
export function databaseClock(pool: Pool): Clock {
  return {
    async start() {
      const { rows } = await pool.query<{ now: Date }>("SELECT clock_timestamp() AS now");
      const [row] = rows;
      if (!row) throw new Error("The database did not tell the time");
      return carryOn(row.now);
    },
  };
}
