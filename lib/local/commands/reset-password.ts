import { existsSync } from "node:fs";
import { DatabaseError } from "pg";

import { resetFromServer } from "@/lib/auth/people/reset-from-server";
import { databaseClock } from "@/lib/db/clock";
import { createPool } from "@/lib/db/pool";
import { parseEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { CommandContext } from "@/lib/local/command-context";
import { commandOptions } from "@/lib/local/command-options";
import { ExpectedFailure } from "@/lib/local/expected-failure";
import { clusterFolder } from "@/lib/local/local-paths";
import { print } from "@/lib/local/print";
import { openProductDatabase } from "@/lib/local/product-database";
import { loadDotEnv, migrationUrl } from "@/lib/local/start-environment";

/** The way back in for the only administrator who is locked out or has forgotten the password. */
export async function resetPasswordCommand(context: CommandContext): Promise<void> {
  const { email: emailFlag } = commandOptions(context.args, { email: { type: "string" } });
  loadDotEnv();
  assertDatabaseKnown();
  const url = await openProductDatabase(context);
  // Nothing is signed here: whoever has only the database may use it.
  const { admin, appUrl } = parseEnv({ ...process.env, DATABASE_URL: url, AUTH_SECRET: "-".repeat(32) });
  const email = emailFlag ?? admin?.email;
  if (email === undefined) throw new ExpectedFailure("Whose? npm run reset-password -- --email you@example.com");

  const pool = createPool(url);
  context.cleanup.add("the connection to the database", () => pool.end());
  const link = await resetFromServer({ pool, clock: databaseClock(pool), appUrl }, email).catch(toExpected);
  print(`For 24 hours this sets a new password for ${link.email}, and unlocks them:\n  ${link.url}`);
  if (!process.env["APP_URL"]) print("APP_URL is not set here: put the address you sign in at before /join/.");
}

/** Made anew, an empty database would only say that nobody is there. */
function assertDatabaseKnown(): void {
  if (migrationUrl(process.env) !== undefined || existsSync(clusterFolder)) return;
  throw new ExpectedFailure(
    "Which database? Give this command the DATABASE_URL the mirror runs with: there is none under .data/ here.",
  );
}

const undefinedTable = "42P01";

function toExpected(error: unknown): never {
  if (error instanceof AppError) throw new ExpectedFailure(error.message);
  if (!(error instanceof DatabaseError && error.code === undefinedTable)) throw error;
  throw new ExpectedFailure("This database has never been used: npm start makes its first administrator.");
}
