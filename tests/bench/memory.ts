import { z } from "zod";

import { createPool } from "@/lib/db/pool";
import type { BenchContext } from "@/tests/bench/benchmark";
import { createTestDatabase } from "@/tests/support/database";

import { employees, register } from "./engine";
import type { ReadAnswer, ReadOrder } from "./fetch/reader";
import type { Upstream, UpstreamOrder } from "./fetch/upstream";
import { megabytes, whole } from "./figures";
import { describeMachine } from "./machine";
import { count, readOptions } from "./options";
import { startWorker, type Worker } from "./worker";

const options = z.object({ records: count.default(200_000), limit: count.default(512) });

/** A full fetch of many employees over HTTP in a process that may not grow: memory is bounded by pages in flight. */
export async function benchMemory({ args, adminUrl, print }: BenchContext): Promise<void> {
  const { records, limit } = readOptions(args, options);
  for (const line of await describeMachine(adminUrl)) print(line);
  const kombo: Worker<UpstreamOrder, Upstream | null> = startWorker("tests/bench/fetch/upstream.ts");
  // Half of it for the heap: buffers, code and threads need the rest.
  const nodeOptions = [`--max-old-space-size=${Math.floor(limit / 2)}`];
  const reader: Worker<ReadOrder, ReadAnswer> = startWorker("tests/bench/fetch/reader.ts", { nodeOptions });
  const database = await createTestDatabase(adminUrl);
  try {
    const upstream = await kombo.ask({ kind: "start", integrations: 1, size: records });
    if (upstream === null) throw new Error("The simulator did not start");
    const pool = createPool(database.url);
    await register(pool, upstream.ids, [employees]);
    const order = {
      kind: "whole",
      upstream,
      endpoints: [employees],
      databaseUrl: database.url,
      concurrency: 1,
    } as const;
    for (const title of ["first load", "unchanged"]) {
      const { peakRssBytes, seconds, cpuSeconds } = await reader.ask(order);
      const isMet = peakRssBytes < limit * 1024 ** 2;
      print(
        `${isMet ? "met   " : "MISSED"} ${title}: ${whole(records)} employees, peak ${megabytes(peakRssBytes)} of ${limit} MB, ` +
          `${whole(records / seconds)}/s, ${cpuSeconds.toFixed(1)} s of processor`,
      );
    }
    const { rows } = await pool.query<{ stored: number }>("SELECT count(*)::int AS stored FROM records");
    if (rows[0]?.stored !== records) throw new Error(`${rows[0]?.stored} of ${records} records were stored`);
    await pool.end();
  } finally {
    await reader.end();
    await kombo.end();
    await database.drop();
  }
}
