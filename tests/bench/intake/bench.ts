import { z } from "zod";

import type { BenchContext } from "@/tests/bench/benchmark";
import { markdownTable, medianOf } from "@/tests/bench/figures";
import { describeMachine } from "@/tests/bench/machine";
import { count, readOptions } from "@/tests/bench/options";
import { createTestDatabase } from "@/tests/support/database";

import { assertStored, poolSize, registerIntegrations, secret } from "./database";
import { makeEvents, type SignedEvent } from "./events";
import { type Load, type PressInput, pressWith, sendAtRate } from "./load";
import { type Contender, startBare, startOurs } from "./servers";

const options = z.object({ rounds: count.default(7), seconds: count.default(3) });

const cases = [
  { label: "32", press: (input: PressInput) => pressWith(32, input) },
  { label: "256", press: (input: PressInput) => pressWith(256, input) },
  { label: "100 a second", press: (input: PressInput) => sendAtRate(100, input) },
] as const;

/** Made faster than anybody accepts them. */
const perSecondMax = 8_000;

/**
 * How many signed, distinct events a second are accepted, each answered after its commit, at 32 and at 256 connections,
 * and how long one waits at 100 a second. `ours` is the built app, whose listener takes webhooks before Next does; `route`
 * the same app where Next does; `next_alone` what Next and a door cost that touches nothing; `bare_same` Node's HTTP server
 * around the same verification and transaction; `bare_insert` around one INSERT of the event alone. In turns, medians.
 */
export async function benchIntake({ args, adminUrl, print }: BenchContext): Promise<void> {
  const { rounds, seconds } = readOptions(args, options);
  for (const line of await describeMachine(adminUrl)) print(line);
  const database = await createTestDatabase(adminUrl);
  const started: Contender[] = [];
  try {
    const integrations = await registerIntegrations(database.url);
    started.push(...(await startOurs(database.url)));
    for (const kind of ["same", "insert"])
      started.push(await startBare([kind, database.url, secret, String(poolSize)]));
    const supply = () => makeEvents(seconds * perSecondMax, { integrations, secret }).values();
    const measured: ReadonlyMap<string, Load>[] = [];
    for (let round = 0; round <= rounds; round++) {
      measured.push(await playRound(started, { supply, ms: seconds * 1000 }));
      print(`round ${round} of ${rounds}${round === 0 ? ", which warms up" : ""}`);
    }
    await assertStored(database.url);
    print(`\n${report(started, measured.slice(1))}`);
  } finally {
    for (const { stop } of started) await stop();
    await database.drop();
  }
}

async function playRound(
  started: readonly Contender[],
  { supply, ms }: { supply: () => Iterator<SignedEvent>; ms: number },
): Promise<ReadonlyMap<string, Load>> {
  const loads = new Map<string, Load>();
  for (const { label, press } of cases) {
    for (const { name, target } of started) {
      loads.set(`${name} ${label}`, await press({ target, events: supply(), ms }));
    }
  }
  return loads;
}

const empty: Load = { perSecond: Number.NaN, p50Ms: Number.NaN, p99Ms: Number.NaN };

function report(started: readonly Contender[], measured: readonly ReadonlyMap<string, Load>[]): string {
  const rows = cases.flatMap(({ label }) =>
    started.map(({ name }) => {
      const of = (contender: string, figure: (load: Load) => number) =>
        measured.map((loads) => figure(loads.get(`${contender} ${label}`) ?? empty));
      const own = of(name, ({ perSecond }) => perSecond);
      const ratioTo = (other: string) => {
        const theirs = of(other, ({ perSecond }) => perSecond);
        return medianOf(own.map((one, round) => one / (theirs[round] ?? Number.NaN))).toFixed(2);
      };
      return [
        `${name}, ${label}`,
        medianOf(own).toFixed(0),
        medianOf(of(name, ({ p50Ms }) => p50Ms)).toFixed(1),
        medianOf(of(name, ({ p99Ms }) => p99Ms)).toFixed(1),
        ratioTo("bare_same"),
        ratioTo("bare_insert"),
      ];
    }),
  );
  return markdownTable(["contender, connections", "accepted/s", "p50 ms", "p99 ms", "× same", "× insert"], rows);
}
