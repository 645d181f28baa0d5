import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";

import type { Mirror } from "./mirror";

export type WorkerProcess = {
  readonly child: ChildProcessByStdio<null, Readable, null>;
  /** Its exit code, or null if it was killed, and what it said last. */
  readonly ended: Promise<{ readonly code: number | null; readonly output: string }>;
};

/** A real process that ticks until nothing is due. Each generation's clock is ahead of the one before by two leases. */
export function startWorker(mirror: Mirror, generation = 0): WorkerProcess {
  const { databaseUrl, kombo } = mirror;
  const args = [databaseUrl, kombo.url, kombo.apiKey, String(generation * 120_000)];
  const child = spawn(process.execPath, ["--import", "tsx", "tests/support/worker.ts", ...args], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = once(child, "close").then(() => ({
    code: child.exitCode,
    output: Buffer.concat(chunks).toString("utf8"),
  }));
  return { child, ended };
}

export async function kill(worker: WorkerProcess): Promise<void> {
  worker.child.kill("SIGKILL");
  await worker.ended;
}

/** A worker that is left alone, and works off all that is due. */
export async function finish(mirror: Mirror, fromGeneration: number): Promise<void> {
  const { code } = await startWorker(mirror, fromGeneration).ended;
  if (code !== 0) throw new Error(`The worker ended with ${code}`);
}
