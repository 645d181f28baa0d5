import { openSync, closeSync, readFileSync } from "node:fs";

import { dropQueueRoutes } from "./build-app";
import { ExpectedFailure } from "./expected-failure";
import { type ProgramOptions, type RunningProgram, startProgram, startTool } from "./program";
import { waitFor } from "./wait-for";

export interface AppServerOptions {
  readonly mode: "start" | "dev";
  readonly host: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  /** Where the app's messages go; without it they are shown. */
  readonly logFile?: string;
  readonly signal: AbortSignal;
}

export interface AppServer extends RunningProgram {
  readonly url: string;
  /** Until the app says that it and its database are well. */
  readonly untilHealthy: () => Promise<void>;
}

export function startAppServer(options: AppServerOptions): AppServer {
  const log = options.logFile === undefined ? null : openSync(options.logFile, "w", 0o600);
  // The development server would compile and serve them.
  if (options.mode === "dev") dropQueueRoutes();
  const program = startNext(options, {
    signal: options.signal,
    stdio: log === null ? "inherit" : ["ignore", log, log],
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: "1",
      NODE_ENV: options.mode === "dev" ? "development" : "production",
      ...options.env,
    },
  });
  if (log !== null) closeSync(log);
  const url = `http://${options.host === "0.0.0.0" ? "127.0.0.1" : options.host}:${options.port}`;
  return { ...program, url, untilHealthy: () => untilHealthy({ ...options, url, program }) };
}

function startNext({ mode, host, port }: AppServerOptions, options: ProgramOptions): RunningProgram {
  if (mode === "dev") return startTool("next", ["dev", "-H", host, "-p", String(port)], options);
  return startProgram(process.execPath, ["lib/local/serve-app.mjs", host, String(port)], options);
}

async function untilHealthy(app: AppServerOptions & { url: string; program: RunningProgram }): Promise<void> {
  let ended = false;
  void app.program.exited.then(() => (ended = true));
  await waitFor(() => isHealthy(app.url, () => ended, app), {
    timeoutSeconds: 120,
    signal: app.signal,
    otherwise: () => `The app did not become healthy within two minutes.${logTail(app.logFile)}`,
  });
}

async function isHealthy(url: string, hasEnded: () => boolean, app: AppServerOptions): Promise<boolean> {
  if (hasEnded() && !app.signal.aborted)
    throw new ExpectedFailure(`The app ended while it started.${logTail(app.logFile)}`);
  try {
    return (await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(30_000) })).ok;
  } catch (error) {
    if (error instanceof TypeError || (error instanceof Error && error.name === "TimeoutError")) return false;
    throw error;
  }
}

export function logTail(logFile: string | undefined): string {
  if (logFile === undefined) return "";
  return ` Its log ${logFile} ends:\n${readFileSync(logFile, "utf8").slice(-1500)}`;
}
