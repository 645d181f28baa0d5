import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";

import type { BenchContext } from "@/tests/bench/benchmark";
import { whole } from "@/tests/bench/figures";
import { describeMachine } from "@/tests/bench/machine";
import { count, readOptions, someOf } from "@/tests/bench/options";

import { type ContenderName, contenderNames } from "./contenders";
import { describeBars, describeContenders, describeScenarios, rateOf, summarise, toResult } from "./report";
import { type Measured, playRound } from "./rounds";
import { makePages, scenarioNames } from "./scenarios";

const options = z.object({
  records: count.default(100_000),
  rounds: count.default(7),
  /** No round begins that would end after this, the first apart. */
  minutes: count.default(12),
  scenarios: someOf(scenarioNames).default([...scenarioNames]),
  contenders: someOf(contenderNames).default([...contenderNames]),
  json: z.string().optional(),
});

/** Pages of text into PostgreSQL, side by side with what one would take instead; contenders take turns. */
export async function benchWriting({ args, adminUrl, print }: BenchContext): Promise<void> {
  const { records, rounds, minutes, scenarios, contenders, json } = readOptions(args, options);
  const folder = await mkdtemp(path.join(tmpdir(), "kombo-mirror-bench-"));
  try {
    for (const line of await describeMachine(adminUrl)) print(line);
    const { bytesPerRecord } = await makePages(folder, records);
    print(`${whole(records)} employees of ${whole(bytesPerRecord)} bytes, ${rounds} rounds\n`);
    for (const line of describeContenders(contenders, records)) print(line);
    const measured: Measured[] = [];
    const startedAt = performance.now();
    for (let round = 0; round < rounds; round++) {
      const spentMinutes = (performance.now() - startedAt) / 60_000;
      if (round > 0 && spentMinutes + spentMinutes / round > minutes) {
        print(`${round} rounds took ${spentMinutes.toFixed(0)} minutes: --minutes lets it take longer`);
        break;
      }
      for (const contender of inTurn(contenders, round)) {
        const played = await playRound(contender, { adminUrl, folder, records, scenarios });
        measured.push(...played.filter(({ scenario }) => scenarios.includes(scenario)));
        print(`round ${round + 1} ${contender.padEnd(16)} ${describePlayed(played)}`);
      }
    }
    for (const line of describeScenarios(measured)) print(line);
    print(`\n${summarise(measured)}\n`);
    for (const line of describeBars(measured)) print(line);
    if (json !== undefined) await writeFile(json, `${JSON.stringify(toResult(measured), null, 2)}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Each round another one begins. */
function inTurn(contenders: readonly ContenderName[], round: number): readonly ContenderName[] {
  const first = round % contenders.length;
  return [...contenders.slice(first), ...contenders.slice(0, first)];
}

function describePlayed(played: readonly Measured[]): string {
  return played.map((measured) => `${measured.scenario} ${whole(rateOf(measured))}/s`).join("  ");
}
