import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { migrate } from "@/lib/db/migrate";
import { createPool } from "@/lib/db/pool";
import { createPrisma } from "@/lib/db/prisma";
import { startEmbeddedPostgres } from "@/lib/local/embedded-postgres";
import { fingerprint } from "@/lib/local/fingerprint";
import { withClient } from "@/lib/local/local-database";
import { artifactsFolder } from "@/lib/local/local-paths";

import { findExamples } from "./lists/examples";
import { listCases } from "./lists/list-cases";
import { measureCases, toTable } from "./lists/measure";
import { fullSize, readSeededAt, seed } from "./lists/seed";

type Print = (line: string) => void;

/**
 * Every list, filter and search at 1,000,000 records, 1,000,000 webhook events, 5,000,000 changes, 500,000 runs and 500
 * integrations: the functions the doors call, from the call to the answer's text, on a PostgreSQL with its default settings.
 * What HTTP and the look-up of the session add is not among it. The database is kept for the next run.
 * `[--samples 30] [--only words] [--json FILE]`
 */
export async function benchLists(args: readonly string[], print: Print): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { samples: { type: "string", default: "30" }, only: { type: "string" }, json: { type: "string" } },
  });
  const cases = listCases.filter(({ door, name }) => `${door} ${name}`.includes(values.only ?? ""));
  const folder = path.join(artifactsFolder, "lists");
  mkdirSync(folder, { recursive: true });
  const postgres = await startEmbeddedPostgres({ directory: path.join(folder, "postgres") });
  try {
    const url = await ensureSeeded(postgres.urlOf, print);
    const at = await withClient(url, readSeededAt);
    const pool = createPool(url, 8);
    const prisma = createPrisma(pool);
    try {
      const examples = await findExamples(pool);
      const measured = await measureCases(
        cases,
        { pool, prisma, at, examples },
        { samples: Number(values.samples), print },
      );
      print(toTable(measured));
      if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ lists: measured }, null, 2)}\n`);
    } finally {
      await prisma.$disconnect();
      if (!pool.ended) await pool.end();
    }
  } finally {
    await postgres.stop();
  }
}

/** A database of its own for each seed; migrations that come later are applied to it, as a deployed one gets them. */
async function ensureSeeded(urlOf: (database: string) => string, print: Print): Promise<string> {
  const name = `lists_${fingerprint(["tests/bench/lists/seed.ts", "tests/bench/lists/seed-data.ts", "tests/bench/lists/seed-words.ts"]).slice(0, 12)}`;
  const isThere = await withClient(urlOf("postgres"), async (client) => {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    return rowCount !== 0;
  });
  if (!isThere) {
    print("Seeding takes some minutes and is done once.");
    const draft = `${name}_draft`;
    await withClient(urlOf("postgres"), async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${draft}`);
      await client.query(`CREATE DATABASE ${draft}`);
    });
    await migrate({ url: urlOf(draft) });
    await withClient(urlOf(draft), (client) => seed(client, { size: fullSize, at: new Date(), print }));
    await withClient(urlOf("postgres"), (client) => client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`));
  }
  await migrate({ url: urlOf(name) });
  return urlOf(name);
}

if (
  process.argv[1] !== undefined &&
  existsSync(process.argv[1]) &&
  import.meta.filename === path.resolve(process.argv[1])
) {
  await benchLists(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
}
