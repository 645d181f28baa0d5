import { mkdirSync } from "node:fs";

import { startAppServer } from "@/lib/local/app-server";
import { demoEnvironment } from "@/lib/local/demo-environment";
import { artifactsFolder } from "@/lib/local/local-paths";
import { freePort } from "@/lib/local/ports";

import { type Mirror, webhookSecret } from "./mirror";

/** Every secret of its environment. */
export const serverSecret = "of the tests, and long enough for anybody";

export type ServerProcess = {
  readonly url: string;
  readonly logFile: string;
  readonly webhookUrl: string;
  readonly untilHealthy: () => Promise<void>;
  /** Tells it to stop, and gives its exit code once it has. */
  readonly end: () => Promise<number>;
  /** kill -9. */
  readonly kill: () => Promise<void>;
};

/** The built app as it is deployed, on a port of its own, following the mirror's Kombo. */
export async function startServerProcess({ databaseUrl, kombo }: Mirror): Promise<ServerProcess> {
  const port = await freePort();
  const appUrl = `http://127.0.0.1:${port}`;
  const secret = serverSecret;
  const logFile = `${artifactsFolder}/server-${port}.log`;
  mkdirSync(artifactsFolder, { recursive: true });
  const app = startAppServer({
    mode: "start",
    host: "127.0.0.1",
    port,
    logFile,
    signal: new AbortController().signal,
    env: demoEnvironment({
      databaseUrl,
      appUrl,
      port,
      komboApiUrl: kombo.url,
      secrets: {
        adminEmail: "admin@example.com",
        adminPassword: secret,
        authSecret: secret,
        cronSecret: secret,
        komboApiKey: kombo.apiKey,
        webhookSecret,
      },
    }),
  });
  let hasEnded = false;
  void app.exited.then(() => (hasEnded = true));
  return {
    url: app.url,
    logFile,
    webhookUrl: `${app.url}/api/webhooks/kombo`,
    untilHealthy: app.untilHealthy,
    end() {
      if (app.pid !== undefined) process.kill(app.pid, "SIGTERM");
      return app.exited;
    },
    async kill() {
      if (app.pid !== undefined && !hasEnded) process.kill(app.pid, "SIGKILL");
      await app.exited;
    },
  };
}
