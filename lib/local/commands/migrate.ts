import type { CommandContext } from "@/lib/local/command-context";
import { createDatabaseIfMissing, migrateAndTell } from "@/lib/local/local-database";
import { clusterFolder } from "@/lib/local/local-paths";
import { openCluster } from "@/lib/local/open-cluster";
import { loadDotEnv, migrationUrl, PRODUCT_DATABASE } from "@/lib/local/start-environment";

/** Migrates DATABASE_URL, or the embedded database that `npm start` uses. */
export async function migrateCommand(context: CommandContext): Promise<void> {
  loadDotEnv();
  const url = migrationUrl(process.env);
  if (url !== undefined) return migrateAndTell(url);
  const postgres = await openCluster(context, { directory: clusterFolder });
  await createDatabaseIfMissing(postgres.urlOf("postgres"), PRODUCT_DATABASE);
  await migrateAndTell(postgres.urlOf(PRODUCT_DATABASE));
}
