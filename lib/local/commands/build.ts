import { readdirSync } from "node:fs";

import { buildApp } from "@/lib/local/build-app";
import type { CommandContext } from "@/lib/local/command-context";
import { ExpectedFailure } from "@/lib/local/expected-failure";
import { migrateAndTell } from "@/lib/local/local-database";
import { print } from "@/lib/local/print";
import { migrationUrl } from "@/lib/local/start-environment";

/** Migrations only add, so the deployment that still runs is not disturbed; previews must not touch production's tables. */
export async function build({ signal }: CommandContext): Promise<void> {
  if (process.env["VERCEL"] !== undefined) refuseSecretFiles();
  const url = migrationUrl(process.env);
  if (process.env["VERCEL_ENV"] === "production" && url !== undefined) {
    print("Migrating the production database.");
    await migrateAndTell(url);
  }
  await buildApp(signal);
}

/** Vercel's builder copies every .env file of the folder into every function, and nothing can exclude it. */
function refuseSecretFiles(): void {
  const files = readdirSync(".").filter((name) => /^\.env(\.|$)/.test(name) && name !== ".env.example");
  if (files.length === 0) return;
  throw new ExpectedFailure(
    `${files.join(", ")} would be packed into every deployed function: build for Vercel in a clean clone, or move the file away first.`,
  );
}
