import { Client } from "pg";

import { migrate } from "@/lib/db/migrate";

import { ExpectedFailure } from "./expected-failure";
import { print } from "./print";

/** Only names that need no quoting are given. */
export async function createDatabaseIfMissing(adminUrl: string, name: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${name}`);
  });
}

/** An empty database; refuses while somebody uses the old one. */
export async function recreateDatabase(adminUrl: string, name: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query("SELECT 1 FROM pg_stat_activity WHERE datname = $1", [name]);
    if (rowCount !== null && rowCount > 0) {
      throw new ExpectedFailure(
        `Another program uses the database "${name}", probably a ${name} that still runs: stop it first.`,
      );
    }
    await client.query(`DROP DATABASE IF EXISTS ${name}`);
    await client.query(`CREATE DATABASE ${name}`);
  });
}

export async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function migrateAndTell(url: string): Promise<void> {
  const { applied, edited } = await migrate({ url });
  print(
    applied.length === 0
      ? "The database is up to date."
      : `Applied ${applied.length} migration(s): ${applied.join(", ")}.`,
  );
  if (edited.length > 0)
    print(`Warning: ${edited.join(", ")} changed after being applied; the change has no effect here.`);
}
