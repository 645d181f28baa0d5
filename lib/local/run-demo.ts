import { startSimulator } from "@/lib/simulator/start-simulator";

import { logTail, startAppServer, type AppServer } from "./app-server";
import { ensureBuilt } from "./build-app";
import type { CommandContext } from "./command-context";
import { commandOptions } from "./command-options";
import { demoEnvironment, demoSecrets, type DemoSecrets } from "./demo-environment";
import { ExpectedFailure } from "./expected-failure";
import { generateClient } from "./generate-client";
import { migrateAndTell, recreateDatabase } from "./local-database";
import { clusterFolder, dataFolder } from "./local-paths";
import { announceIntegrations, untilMirrored } from "./mirror-progress";
import { openCluster } from "./open-cluster";
import { openInBrowser } from "./open-in-browser";
import { assertPortFree, parsePort } from "./ports";
import { print } from "./print";
import { startLife } from "./simulated-life";
import { untilAborted } from "./wait-for";

export interface DemoKind {
  /** Of the database, the kept secrets and the log. */
  readonly name: "demo" | "dev";
  readonly mode: "start" | "dev";
}

const HOST = "127.0.0.1";
// Short enough that a person sees a change arrive, long enough that bursts still come as one event.
const DEBOUNCE_MS = 2000;

export async function runDemo(context: CommandContext, kind: DemoKind): Promise<void> {
  const { port, size, open } = demoOptions(context.args);
  await assertPortFree(
    port,
    HOST,
    `stop the program that uses it, or choose another: npm run ${kind.name} -- --port ${port + 1}`,
  );
  const secrets = demoSecrets(`${dataFolder}/${kind.name}.json`);
  await (kind.mode === "start" ? ensureBuilt(context.signal) : generateClient(context.signal));
  const databaseUrl = await openDemoDatabase(context, kind.name);

  const appUrl = `http://${HOST}:${port}`;
  const simulator = await startDemoSimulator(context, { appUrl, size, secrets });
  const logFile = `${dataFolder}/${kind.name}.log`;
  const env = demoEnvironment({ databaseUrl, appUrl, port, komboApiUrl: simulator.url, secrets });
  const app = startAppServer({ mode: kind.mode, host: HOST, port, env, logFile, signal: context.signal });
  context.cleanup.add("the app", app.stop);
  print(`Starting the app; its messages go to ${logFile}.`);
  await app.untilHealthy();

  announceIntegrations(simulator);
  await untilMirrored({ databaseUrl, integrations: simulator.integrations.length, signal: context.signal });
  context.cleanup.add("the simulated life", startLife(simulator));
  printSignIn(appUrl, secrets);
  if (open) openInBrowser(appUrl);
  await untilEnd(context, app, logFile);
}

function demoOptions(args: readonly string[]): { port: number; size: number; open: boolean } {
  const { port, size, open } = commandOptions(args, {
    port: { type: "string", default: "3000" },
    size: { type: "string", default: "200" },
    open: { type: "boolean", default: false },
  });
  const people = Number(size);
  if (Number.isInteger(people) && people >= 50 && people <= 200_000)
    return { port: parsePort(port, "--port"), size: people, open };
  throw new ExpectedFailure(`--size must be a whole number from 50 to 200000, not "${size}".`);
}

async function openDemoDatabase(context: CommandContext, name: string): Promise<string> {
  const postgres = await openCluster(context, { directory: clusterFolder });
  print("Emptying the demo's database: the simulated customers begin anew at each start.");
  await recreateDatabase(postgres.urlOf("postgres"), name);
  await migrateAndTell(postgres.urlOf(name));
  return postgres.urlOf(name);
}

interface SimulatorSetup {
  readonly appUrl: string;
  readonly size: number;
  readonly secrets: DemoSecrets;
}

async function startDemoSimulator(context: CommandContext, { appUrl, size, secrets }: SimulatorSetup) {
  const simulator = await startSimulator({
    host: HOST,
    size,
    apiKey: secrets.komboApiKey,
    webhook: { url: `${appUrl}/api/webhooks/kombo`, secret: secrets.webhookSecret, debounceMs: DEBOUNCE_MS },
  });
  context.cleanup.add("the simulator", () => simulator.stop());
  print(`The simulated Kombo is at ${simulator.url}, with ${size} people per customer.`);
  return simulator;
}

function printSignIn(appUrl: string, secrets: DemoSecrets): void {
  for (const line of [
    "",
    "Everything is mirrored, and changes keep coming.",
    `  Dashboard  ${appUrl}`,
    `  E-mail     ${secrets.adminEmail}`,
    `  Password   ${secrets.adminPassword}`,
    "",
    "Press Ctrl+C to stop.",
  ]) {
    print(line);
  }
}

async function untilEnd(context: CommandContext, app: AppServer, logFile: string): Promise<void> {
  await Promise.race([untilAborted(context.signal), app.exited]);
  if (!context.signal.aborted) throw new ExpectedFailure(`The app ended by itself.${logTail(logFile)}`);
}
