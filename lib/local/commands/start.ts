import { isIP } from "node:net";

import { parseEnv, type Env } from "@/lib/env";
import { startAppServer } from "@/lib/local/app-server";
import { ensureBuilt } from "@/lib/local/build-app";
import type { CommandContext } from "@/lib/local/command-context";
import { commandOptions } from "@/lib/local/command-options";
import { ExpectedFailure } from "@/lib/local/expected-failure";
import { createDatabaseIfMissing, migrateAndTell } from "@/lib/local/local-database";
import { clusterFolder } from "@/lib/local/local-paths";
import { openCluster } from "@/lib/local/open-cluster";
import { assertPortFree } from "@/lib/local/ports";
import { print } from "@/lib/local/print";
import { keptAuthSecret, loadDotEnv, PRODUCT_DATABASE, setOrUndefined } from "@/lib/local/start-environment";
import { untilAborted } from "@/lib/local/wait-for";

/** The app against real Kombo, with the environment's database or an embedded one. */
export async function start(context: CommandContext): Promise<void> {
  const { port: portFlag } = commandOptions(context.args, { port: { type: "string" } });
  loadDotEnv();
  const given = givenEnvironment(portFlag);
  const env = parseEnv({ ...process.env, ...given, DATABASE_URL: databaseUrl() ?? "postgresql://embedded/later" });
  const host = listenHost(process.env["HOSTNAME"]);
  await assertPortFree(env.port, host, "stop the program that uses it, or set PORT to another one.");
  tellWhatIsMissing(env);

  const database = await openDatabase(context);
  await migrateAndTell(database["DATABASE_URL_UNPOOLED"] ?? env.databaseUrlUnpooled);
  await ensureBuilt(context.signal);
  const app = startAppServer({
    mode: "start",
    host,
    port: env.port,
    env: { ...given, ...database },
    signal: context.signal,
  });
  context.cleanup.add("the app", app.stop);
  await app.untilHealthy();
  print(`Kombo Mirror is running: ${env.appUrl}`);
  await Promise.race([untilAborted(context.signal), app.exited]);
  if (!context.signal.aborted) throw new ExpectedFailure("The app ended by itself: its messages are above.");
}

/** Containers set HOSTNAME to their name; only an address is meant as one to listen on. */
function listenHost(hostname: string | undefined): string {
  return hostname !== undefined && (isIP(hostname) !== 0 || hostname === "localhost") ? hostname : "0.0.0.0";
}

function givenEnvironment(port: string | undefined): Record<string, string> {
  const authSecret = setOrUndefined(process.env["AUTH_SECRET"]) ?? keptAuthSecret();
  return port === undefined ? { AUTH_SECRET: authSecret } : { AUTH_SECRET: authSecret, PORT: port };
}

function databaseUrl(): string | undefined {
  return setOrUndefined(process.env["DATABASE_URL"]);
}

/** Empty when the environment names a database. */
async function openDatabase(context: CommandContext): Promise<Record<string, string>> {
  if (databaseUrl() !== undefined) return {};
  const postgres = await openCluster(context, { directory: clusterFolder });
  await createDatabaseIfMissing(postgres.urlOf("postgres"), PRODUCT_DATABASE);
  const url = postgres.urlOf(PRODUCT_DATABASE);
  return { DATABASE_URL: url, DATABASE_URL_UNPOOLED: url };
}

function tellWhatIsMissing(env: Env): void {
  if (env.komboApiKey === undefined) print("KOMBO_API_KEY is not set: nothing will be fetched until it is.");
  if (env.komboWebhookSecrets.length === 0)
    print("KOMBO_WEBHOOK_SECRET is not set: webhooks will be refused until it is.");
  if (env.admin === undefined)
    print("ADMIN_EMAIL and ADMIN_PASSWORD are not set: no first administrator will be created.");
}
