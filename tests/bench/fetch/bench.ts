import { z } from "zod";

import { createPool } from "@/lib/db/pool";
import { endpoints as catalog } from "@/lib/kombo/endpoints";
import type { BenchContext } from "@/tests/bench/benchmark";
import { employees, register } from "@/tests/bench/engine";
import { markdownTable, medianOf, whole } from "@/tests/bench/figures";
import { describeMachine } from "@/tests/bench/machine";
import { count, readOptions } from "@/tests/bench/options";
import { startWorker, type Worker } from "@/tests/bench/worker";
import { createTestDatabase } from "@/tests/support/database";

import type { ReadAnswer, ReadOrder } from "./reader";
import type { Upstream, UpstreamOrder } from "./upstream";

const options = z.object({
  records: count.default(20_000),
  rounds: count.default(3),
  integrations: count.default(4),
  concurrency: count.default(4),
  latencies: z
    .string()
    .default("0,50,200")
    .transform((text) => text.split(",").map(Number)),
});

type Shape = {
  readonly title: string;
  readonly integrations: number;
  readonly size: number;
  readonly endpoints: readonly string[];
  readonly concurrency: number;
  readonly latencies: readonly number[];
};

const ofHris = catalog.filter(({ category }) => category === "HRIS").map(({ path }) => path);
const usual = [50];

/**
 * A full fetch over HTTP beside the network alone (cursors: one page after the other) and the write alone (the same pages
 * from memory). The ideal is the larger of the two.
 */
export async function benchFetching({ args, adminUrl, print }: BenchContext): Promise<void> {
  const { records, rounds, integrations, concurrency, latencies } = readOptions(args, options);
  for (const line of await describeMachine(adminUrl)) print(line);
  const shapes: readonly Shape[] = [
    {
      title: `${whole(records)} employees`,
      integrations: 1,
      size: records,
      endpoints: [employees],
      concurrency: 1,
      latencies,
    },
    {
      title: `${ofHris.length} endpoints, 100 employees`,
      integrations: 1,
      size: 100,
      endpoints: ofHris,
      concurrency,
      latencies: usual,
    },
    {
      title: `${integrations} integrations of them`,
      integrations,
      size: 100,
      endpoints: ofHris,
      concurrency,
      latencies: usual,
    },
  ];
  const rows: string[][] = [];
  for (const shape of shapes) {
    const found = await measureShape(shape, { adminUrl, rounds });
    const described = found.map(({ latency, ...seconds }) => describe(shape, latency, seconds));
    rows.push(...described);
    for (const cells of described) print(cells.join("  "));
  }
  const head = ["full fetch", "a page answers after", "pages", "network alone", "write alone", "whole", "of the ideal"];
  print(`\n${markdownTable(head, rows)}`);
  print(
    `\nSeconds, medians of ${rounds} rounds. Several lists: the network alone is divided by ${slotsOf(concurrency)}, the slots of full fetches.`,
  );
}

type Seconds = { readonly network: number; readonly write: number; readonly whole: number; readonly pages: number };

async function measureShape(
  shape: Shape,
  { adminUrl, rounds }: { adminUrl: string; rounds: number },
): Promise<readonly (Seconds & { latency: number })[]> {
  const kombo: Worker<UpstreamOrder, Upstream | null> = startWorker("tests/bench/fetch/upstream.ts");
  const reader: Worker<ReadOrder, ReadAnswer> = startWorker("tests/bench/fetch/reader.ts");
  try {
    const upstream = await kombo.ask({ kind: "start", integrations: shape.integrations, size: shape.size });
    if (upstream === null) throw new Error("The simulator did not start");
    const { endpoints } = shape;
    const write = async (kind: "write" | "whole") => {
      const database = await createTestDatabase(adminUrl);
      const pool = createPool(database.url);
      await register(pool, upstream.ids, endpoints);
      await pool.query("CHECKPOINT");
      await pool.end();
      const order = { kind, upstream, endpoints, databaseUrl: database.url, concurrency: shape.concurrency };
      const { seconds } = await reader.ask(order);
      await database.drop();
      return seconds;
    };
    // Every page is made, and all code compiled, before anything is timed.
    await reader.ask({ kind: "network", upstream, endpoints });
    await write("whole");
    const found: { latency: number; network: number; write: number; whole: number; pages: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const latency of shape.latencies) {
        await kombo.ask({ kind: "latency", ms: latency });
        const network = await reader.ask({ kind: "network", upstream, endpoints });
        const seconds = {
          network: network.seconds / slotsOf(shape.concurrency),
          whole: await write("whole"),
          write: await write("write"),
        };
        found.push({ latency, ...seconds, pages: network.pages });
      }
    }
    return shape.latencies.map((latency) => {
      const own = found.filter((one) => one.latency === latency);
      const of = (name: keyof Seconds) => medianOf(own.map((one) => one[name]));
      return { latency, network: of("network"), write: of("write"), whole: of("whole"), pages: of("pages") };
    });
  } finally {
    await reader.end();
    await kombo.end();
  }
}

/** Of several slots one is kept for deltas. */
function slotsOf(concurrency: number): number {
  return Math.max(1, concurrency - 1);
}

function describe(shape: Shape, latency: number, { network, write, whole: all, pages }: Seconds): string[] {
  const ideal = Math.max(network, write);
  return [
    shape.title,
    `${latency} ms`,
    whole(pages),
    network.toFixed(2),
    write.toFixed(2),
    all.toFixed(2),
    (ideal / all).toFixed(2),
  ];
}
