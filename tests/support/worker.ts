import { addMilliseconds } from "@/lib/clock";
import { databaseClock } from "@/lib/db/clock";
import { createPool } from "@/lib/db/pool";
import { createKomboClient } from "@/lib/kombo/client";
import { komboKeyId } from "@/lib/sync/kombo-key";
import { tick } from "@/lib/sync/tick";

import { quietLog } from "./mirror";

// A process that ticks until nothing is due, to be killed by whoever started it. Its clock runs ahead by the last
// argument, so that the lease of a killed process is over without anybody waiting for it.
const [databaseUrl = "", apiUrl = "", apiKey = "", aheadMs = "0"] = process.argv.slice(2);
const pool = createPool(databaseUrl);
// As the server's own pool has it: an idle connection that breaks must not end the process.
pool.on("error", () => undefined);
const database = databaseClock(pool);
const deps = {
  pool,
  kombo: createKomboClient({ apiUrl, apiKey }),
  keyId: komboKeyId(apiKey),
  clock: {
    async start() {
      const now = await database.start();
      return () => addMilliseconds(now(), Number(aheadMs));
    },
  },
  log: quietLog,
  catchUpHours: 0,
  purgeAfterDays: 14,
};
const summary = await tick(deps, { budgetMs: 60_000, concurrency: 2 });
await pool.end();
process.stdout.write(JSON.stringify(summary));
