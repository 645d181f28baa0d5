import { writeFileSync } from "node:fs";
import { z } from "zod";

import { migrate } from "@/lib/db/migrate";
import { createPool } from "@/lib/db/pool";
import { createPrisma } from "@/lib/db/prisma";
import { fingerprint } from "@/lib/local/fingerprint";
import { withClient } from "@/lib/local/local-database";
import { withDatabase } from "@/tests/support/template-database";

import type { Benchmark } from "./benchmark";
import { findExamples } from "./lists/examples";
import { listCases } from "./lists/list-cases";
import { measureCases, toTable } from "./lists/measure";
import { fullSize, readSeededAt, seed } from "./lists/seed";
import { describeMachine } from "./machine";
import { count, readOptions } from "./options";

const options = z.object({
  samples: count.default(30),
  /** Part of the names of those to measure. */
  only: z.string().default(""),
  json: z.string().optional(),
});

/**
 * Every list, filter and search at 1,000,000 records, 1,000,000 webhook events, 5,000,000 changes, 500,000 runs and 500
 * integrations: the functions the doors call, from the call to the answer's text, on a PostgreSQL with its default settings.
 * What HTTP and the look-up of the session add is not among it. The database is kept for the next run.
 */
export const benchLists: Benchmark = async ({ args, adminUrl, print }) => {
  const { samples, only, json } = readOptions(args, options);
  const cases = listCases.filter(({ door, name }) => `${door} ${name}`.includes(only));
  const url = await ensureSeeded(adminUrl, print);
  const at = await withClient(url, readSeededAt);
  const machine = await describeMachine(adminUrl);
  for (const line of machine) print(line);
  const pool = createPool(url, 8);
  const prisma = createPrisma(pool);
  try {
    const asked = { pool, prisma, at, examples: await findExamples(pool) };
    const measured = await measureCases(cases, asked, { samples, print });
    print(toTable(measured));
    if (json !== undefined) writeFileSync(json, `${JSON.stringify({ machine, lists: measured }, null, 2)}\n`);
  } finally {
    await prisma.$disconnect();
    if (!pool.ended) await pool.end();
  }
};

/** A database of its own for each seed; migrations that come later are applied to it, as a deployed one gets them. */
async function ensureSeeded(adminUrl: string, print: (line: string) => void): Promise<string> {
  const seeds = ["seed.ts", "seed-data.ts", "seed-words.ts"].map((file) => `tests/bench/lists/${file}`);
  const name = `lists_${fingerprint(seeds).slice(0, 12)}`;
  const isThere = await withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    return rowCount !== 0;
  });
  const url = withDatabase(adminUrl, name);
  if (!isThere) {
    print("Seeding takes some minutes and is done once.");
    const draft = `${name}_draft`;
    const draftUrl = withDatabase(adminUrl, draft);
    await withClient(adminUrl, async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${draft}`);
      await client.query(`CREATE DATABASE ${draft}`);
    });
    await migrate({ url: draftUrl });
    await withClient(draftUrl, (client) => seed(client, { size: fullSize, at: new Date(), print }));
    await withClient(adminUrl, (client) => client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`));
  }
  const { applied } = await migrate({ url });
  // A new index or statistic says nothing before it is analysed.
  if (applied.length > 0) await withClient(url, (client) => client.query("VACUUM (ANALYZE)"));
  return url;
}
