import { createPool } from "@/lib/db/pool";
import { clientOfPages, employees, fetchEverything, register } from "@/tests/bench/engine";

import type { Contender } from "./contender";

/** The engine itself; only the transport is left out, so that what is timed begins with the text of a page. */
export const ours: Contender = {
  async setUp(databaseUrl) {
    const pool = createPool(databaseUrl);
    await register(pool, ["personio:bench"], [employees]);
    await pool.end();
  },
  async open(databaseUrl) {
    const pool = createPool(databaseUrl);
    return {
      write: (pages) => fetchEverything(pool, { kombo: clientOfPages(() => pages), keyId: "bench", concurrency: 1 }),
      close: () => pool.end(),
    };
  },
};
