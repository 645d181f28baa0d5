import type { CommandContext } from "@/lib/local/command-context";
import { migrateAndTell } from "@/lib/local/local-database";
import { openProductDatabase } from "@/lib/local/product-database";
import { loadDotEnv } from "@/lib/local/start-environment";

/** Migrates DATABASE_URL, or the embedded database that `npm start` uses. */
export async function migrateCommand(context: CommandContext): Promise<void> {
  loadDotEnv();
  await migrateAndTell(await openProductDatabase(context));
}
