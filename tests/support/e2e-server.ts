import { mkdirSync } from "node:fs";
import { dirname } from "node:path";

import { startAppServer } from "@/lib/local/app-server";
import { ensureBuilt } from "@/lib/local/build-app";
import { createCleanup } from "@/lib/local/cleanup";
import { demoEnvironment, demoSecrets } from "@/lib/local/demo-environment";
import { isAlive } from "@/lib/local/is-alive";
import { announceIntegrations, untilMirrored } from "@/lib/local/mirror-progress";
import { printError } from "@/lib/local/print";
import { startTestCluster } from "@/lib/local/test-cluster";
import { startSimulator } from "@/lib/simulator/start-simulator";

import { createTestDatabase } from "./database";
import { startControlServer } from "./e2e-control";
import { e2eLogFile, e2eSecretsFile } from "./e2e-environment";
import { e2ePlaces } from "./e2e-places";
import { startOidcProvider } from "./oidc-provider";

// What Playwright starts: database, simulated Kombo and the built app, mirrored once; until it is told to stop.

const stopping = new AbortController();
const cleanup = createCleanup();
const { signal } = stopping;

async function startEverything(): Promise<void> {
  const { appUrl, controlUrl, controlToken } = e2ePlaces();
  const secrets = demoSecrets(e2eSecretsFile);
  await ensureBuilt(signal);
  const databaseUrl = await openDatabase();

  const simulator = await startSimulator({
    host: "127.0.0.1",
    apiKey: secrets.komboApiKey,
    size: 60,
    webhook: { url: `${appUrl}/api/webhooks/kombo`, secret: secrets.webhookSecret, debounceMs: 500 },
  });
  cleanup.add("the simulator", () => simulator.stop());

  const port = Number(new URL(appUrl).port);
  const oidc = await startOidcProvider();
  cleanup.add("the single sign-on", () => oidc.stop());
  const env = {
    ...demoEnvironment({ databaseUrl, appUrl, port, komboApiUrl: simulator.url, secrets }),
    OIDC_DISCOVERY_URL: oidc.discoveryUrl,
    OIDC_CLIENT_ID: oidc.clientId,
    OIDC_CLIENT_SECRET: oidc.clientSecret,
    OIDC_NAME: "Corporate sign-in",
  };
  mkdirSync(dirname(e2eLogFile), { recursive: true });
  const app = startAppServer({ mode: "start", host: "127.0.0.1", port, env, logFile: e2eLogFile, signal });
  cleanup.add("the app", app.stop);
  await app.untilHealthy();
  announceIntegrations(simulator);
  await untilMirrored({ databaseUrl, integrations: simulator.integrations.length, signal });
  cleanup.add(
    "the control server",
    await startControlServer({ simulator, oidc, databaseUrl, url: controlUrl, token: controlToken }),
  );
}

async function openDatabase(): Promise<string> {
  if (process.env["TEST_DATABASE_URL"] === undefined) {
    const postgres = await startTestCluster();
    cleanup.add("the tests' PostgreSQL", postgres.stop);
    process.env["TEST_DATABASE_URL"] = postgres.urlOf("postgres");
  }
  const database = await createTestDatabase();
  cleanup.add("the database", database.drop);
  return database.url;
}

async function end(code: number): Promise<void> {
  stopping.abort();
  await cleanup.run((name, error) => printError(`Could not stop ${name}: ${String(error)}`));
  process.exit(code);
}

// A runner that was killed tells nobody, and leaves the shell alive that it started this with.
const runner = Number(process.env["E2E_RUNNER_PID"]);
setInterval(() => isAlive(runner) || void end(0), 1_000).unref();
process.on("SIGTERM", () => void end(0));
process.on("SIGINT", () => void end(0));

try {
  await startEverything();
} catch (error) {
  if (!signal.aborted) {
    printError(error instanceof Error ? error.message : String(error));
    await end(1);
  }
}
