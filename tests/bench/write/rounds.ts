import { withClient } from "@/lib/local/local-database";
import { measureWritten, type Written } from "@/tests/bench/database-figures";
import { type Cost, startWorker, type Worker } from "@/tests/bench/worker";
import { createTestDatabase } from "@/tests/support/database";

import { type ContenderName, contenders, recordsFor } from "./contenders";
import { type ScenarioName, scenarioNames, scenarios } from "./scenarios";
import type { Task } from "./worker";

export type Measured = Cost &
  Omit<Written, "result"> & {
    readonly contender: ContenderName;
    readonly scenario: ScenarioName;
    readonly records: number;
    /** How many records are not as the scenario leaves them: for instance the first of two with the same key won. */
    readonly wrong: number;
  };

export type Round = {
  readonly adminUrl: string;
  readonly folder: string;
  readonly records: number;
  readonly scenarios: readonly ScenarioName[];
};

type ContenderWorker = Worker<Task, Cost | null>;
const warmUp = { records: 500, scenarios: ["first_load", "one_percent", "all_changed"] } as const;

/** Every scenario once with one contender, in a process and a database of its own. */
export async function playRound(contender: ContenderName, round: Round): Promise<readonly Measured[]> {
  const worker: ContenderWorker = startWorker("tests/bench/write/worker.ts");
  try {
    await warm(worker, contender, round);
    return await playScenarios(worker, contender, round);
  } finally {
    await worker.end();
  }
}

/** A service that has run for a while is what is measured: code that has just been compiled is slower for all of them. */
async function warm(worker: ContenderWorker, contender: ContenderName, round: Round): Promise<void> {
  const database = await createTestDatabase(round.adminUrl);
  const { url: databaseUrl } = database;
  await worker.ask({ kind: "set_up", contender, databaseUrl });
  const task = { kind: "write", contender, databaseUrl, folder: round.folder } as const;
  const records = Math.min(round.records, warmUp.records);
  for (const scenario of warmUp.scenarios) await worker.ask({ ...task, scenario, records });
  await database.drop();
}

async function playScenarios(
  worker: ContenderWorker,
  contender: ContenderName,
  { adminUrl, folder, records: all, scenarios: wanted }: Round,
): Promise<readonly Measured[]> {
  const database = await createTestDatabase(adminUrl);
  const { url: databaseUrl } = database;
  const records = recordsFor(contender, all);
  const { table, document } = contenders[contender];
  await worker.ask({ kind: "set_up", contender, databaseUrl });
  const measured: Measured[] = [];
  const last = Math.max(...wanted.map((name) => scenarioNames.indexOf(name)));
  for (const scenario of scenarioNames.slice(0, last + 1)) {
    await withClient(databaseUrl, async (client) => {
      await client.query("VACUUM (ANALYZE)");
      const { result, ...written } = await measureWritten(client, table, () =>
        worker.ask({ kind: "write", contender, databaseUrl, folder, scenario, records }),
      );
      if (result === null) throw new Error("The contender told no cost");
      const { title, count } = scenarios[scenario].changed;
      const { rows } = await client.query<{ stored: number; changed: number }>(
        `SELECT count(*)::float8 AS stored, (count(*) FILTER (WHERE ${document} ->> 'job_title' = $1))::float8 AS changed FROM ${table}`,
        [title],
      );
      const [{ stored, changed } = { stored: 0, changed: 0 }] = rows;
      if (stored !== records) throw new Error(`${contender} stored ${stored} of ${records} records`);
      measured.push({ contender, scenario, records, wrong: count(records) - changed, ...written, ...result });
    });
  }
  await database.drop();
  return measured;
}
