import { rmSync } from "node:fs";

import { exclusively } from "./exclusively";
import { ExpectedFailure } from "./expected-failure";
import { fingerprint, hasStamp, writeStamp } from "./fingerprint";
import { generateClient } from "./generate-client";
import { dataFolder } from "./local-paths";
import { print } from "./print";
import { makePrivateDirectory } from "./private-file";
import { captureTool, runTool } from "./program";

const STAMP = ".next/kombo-mirror.stamp";
const BUILT_FROM = [
  "app",
  "components",
  "lib",
  "prisma",
  "public",
  "instrumentation.ts",
  "proxy.ts",
  "next.config.ts",
  "package-lock.json",
  ".postcssrc.json",
];
/** What a build for Vercel writes: routes of a queue, which only Vercel keeps from being called by anybody. */
const QUEUE_ROUTES = "app/.well-known/workflow";
const NOT_BUILT = ["lib/local/", "lib/simulator/", "lib/db/generated/", `${QUEUE_ROUTES}/`];

/** A production build in .next, made only when the sources differ from those of the last one. */
export async function ensureBuilt(signal: AbortSignal): Promise<void> {
  await generateClient(signal);
  await exclusively(`${dataFolder}/build.lock`, async () => {
    const stamp = sourcesFingerprint();
    if (hasStamp(STAMP, stamp)) return;
    print("Building the app. This takes about half a minute and is done once per version.");
    rmSync(STAMP, { force: true });
    dropQueueRoutes();
    const { code, output } = await captureTool("next", ["build"], { signal, env: buildEnvironment() });
    if (code !== 0) throw new ExpectedFailure(`The app could not be built:\n${output}`);
    writeStamp(STAMP, stamp);
  });
}

/** A build for somebody who watches: always made, everything shown. */
export async function buildApp(signal: AbortSignal): Promise<void> {
  await generateClient(signal);
  makePrivateDirectory(dataFolder);
  await exclusively(`${dataFolder}/build.lock`, async () => {
    rmSync(STAMP, { force: true });
    if (process.env["VERCEL"] === undefined) dropQueueRoutes();
    const code = await runTool("next", ["build"], { signal, env: buildEnvironment() });
    if (code !== 0) throw new ExpectedFailure("The app could not be built: its messages are above.");
    // A build for Vercel differs from one that this machine serves.
    if (process.env["VERCEL"] === undefined) writeStamp(STAMP, sourcesFingerprint());
  });
}

/** Of an earlier build for Vercel: served from here, they would be open. */
export function dropQueueRoutes(): void {
  rmSync(QUEUE_ROUTES, { recursive: true, force: true });
}

function sourcesFingerprint(): string {
  return fingerprint(BUILT_FROM, (file) => NOT_BUILT.some((folder) => file.startsWith(folder)));
}

function buildEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
}
