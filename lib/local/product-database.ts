import type { CommandContext } from "./command-context";
import { createDatabaseIfMissing } from "./local-database";
import { clusterFolder } from "./local-paths";
import { openCluster } from "./open-cluster";
import { migrationUrl, PRODUCT_DATABASE } from "./start-environment";

/** Where DATABASE_URL points, or the embedded database that `npm start` uses; its address without a pooler. */
export async function openProductDatabase(context: CommandContext): Promise<string> {
  const url = migrationUrl(process.env);
  if (url !== undefined) return url;
  const postgres = await openCluster(context, { directory: clusterFolder });
  await createDatabaseIfMissing(postgres.urlOf("postgres"), PRODUCT_DATABASE);
  return postgres.urlOf(PRODUCT_DATABASE);
}
