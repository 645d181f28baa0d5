import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createInterface } from "node:readline";

import { startAppServer } from "@/lib/local/app-server";
import { ensureBuilt } from "@/lib/local/build-app";
import { demoEnvironment } from "@/lib/local/demo-environment";
import { artifactsFolder } from "@/lib/local/local-paths";
import { freePort } from "@/lib/local/ports";

import { secret } from "./database";
import type { Target } from "./load";

export type Contender = { readonly name: string; readonly target: Target; readonly stop: () => Promise<void> };

/** The built app as it runs on a server, its route as on Vercel, and a door of it that refuses by a look at a header. */
export async function startOurs(databaseUrl: string): Promise<readonly Contender[]> {
  const { signal } = new AbortController();
  await ensureBuilt(signal);
  mkdirSync(artifactsFolder, { recursive: true });
  const port = await freePort();
  const app = startAppServer({
    mode: "start",
    host: "127.0.0.1",
    port,
    logFile: `${artifactsFolder}/bench-intake.log`,
    signal,
    env: demoEnvironment({
      databaseUrl,
      appUrl: `http://127.0.0.1:${port}`,
      port,
      komboApiUrl: "http://127.0.0.1:9/v1",
      secrets: {
        adminEmail: "admin@example.com",
        adminPassword: `${secret}-password`,
        authSecret: `${secret}-of-the-sessions`,
        cronSecret: `${secret}-of-the-cron`,
        komboApiKey: "key",
        webhookSecret: secret,
      },
    }),
  });
  await app.untilHealthy();
  const stop = async () => {
    if (app.pid !== undefined) process.kill(app.pid, "SIGTERM");
    await app.exited;
  };
  const target = { url: `${app.url}/api/webhooks/kombo`, method: "POST", expected: 200 } as const;
  // With a query it is another spelling of the address, which the app's listener leaves to Next.
  const route = { ...target, url: `${target.url}?by=route` };
  const refused = { url: `${app.url}/api/cron/tick`, method: "GET", expected: 401 } as const;
  return [
    { name: "ours", target, stop },
    { name: "route", target: route, stop: async () => undefined },
    { name: "next_alone", target: refused, stop: async () => undefined },
  ];
}

export async function startBare(args: readonly string[]): Promise<Contender> {
  const child = spawn(process.execPath, ["--import", "tsx", "tests/bench/intake/bare-server.ts", ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  for await (const url of createInterface({ input: child.stdout })) {
    return {
      name: `bare_${args[0] ?? ""}`,
      target: { url, method: "POST", expected: 200 },
      async stop() {
        child.kill("SIGTERM");
        await exited;
      },
    };
  }
  throw new Error("The bare server did not start");
}
