import { buildApp } from "@/lib/local/build-app";
import type { CommandContext } from "@/lib/local/command-context";
import { migrateAndTell } from "@/lib/local/local-database";
import { print } from "@/lib/local/print";
import { migrationUrl } from "@/lib/local/start-environment";

/** Migrations only add, so the deployment that still runs is not disturbed; previews must not touch production's tables. */
export async function build({ signal }: CommandContext): Promise<void> {
  const url = migrationUrl(process.env);
  if (process.env["VERCEL_ENV"] === "production" && url !== undefined) {
    print("Migrating the production database.");
    await migrateAndTell(url);
  }
  await buildApp(signal);
}
