import { z } from "zod";

import type { BenchContext } from "@/tests/bench/benchmark";
import { describeMachine } from "@/tests/bench/machine";
import { count, readOptions } from "@/tests/bench/options";

import { measureOthers } from "./others";
import { compareWithPartitions } from "./partitions";

const options = z.object({ changes: count.default(1_000_000), rounds: count.default(3) });

/** What keeping history within its time costs: whoever writes meanwhile, and whether parts of a table would do it better. */
export async function benchRetention({ args, adminUrl, print }: BenchContext): Promise<void> {
  const { changes, rounds } = readOptions(args, options);
  for (const line of await describeMachine(adminUrl)) print(line);
  print(`\n${await measureOthers(adminUrl, { changes, rounds })}`);
  print(`\n${await compareWithPartitions(adminUrl, { changes, rounds })}`);
}
