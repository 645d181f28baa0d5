import { startEmbeddedPostgres, type EmbeddedPostgres } from "./embedded-postgres";
import { withClient } from "./local-database";
import { testClusterFolder } from "./local-paths";

/** Tests lose nothing when the machine dies, so nothing waits for the disk; a killed server process still recovers. */
const SETTINGS = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300" };

export async function startTestCluster(): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ directory: testClusterFolder, settings: SETTINGS });
  // In a server that others use too, a database without connections may be about to be used.
  if (!postgres.reused) await dropLeftovers(postgres.urlOf("postgres"));
  return postgres;
}

/** Databases of runs that were killed. */
async function dropLeftovers(adminUrl: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      "SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%' OR datname LIKE 'draft\\_%' OR datname LIKE 'template\\_%'",
    );
    for (const { datname } of rows) await client.query(`DROP DATABASE ${datname}`);
  });
}
