import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import type { z } from "zod";

/** What a piece of work cost the process that did it. */
export type Cost = { readonly seconds: number; readonly cpuSeconds: number; readonly peakRssBytes: number };

export type Worker<Request, Answer> = {
  ask(request: Request): Promise<Answer>;
  end(): Promise<void>;
};

type Reply<Answer> = { readonly answer: Answer } | { readonly failure: string };

/** A process of its own, so that its memory and its processor time are nobody else's. */
export function startWorker<Request extends object, Answer>(
  file: string,
  { args = [], nodeOptions = [] }: { args?: readonly string[]; nodeOptions?: readonly string[] } = {},
): Worker<Request, Answer> {
  const child = fork(file, args, {
    execArgv: ["--conditions=react-server", "--import", "tsx", ...nodeOptions],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  // A contender may complain a thousand times; it is read when its process ends of it.
  let complaints = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    complaints = `${complaints}${chunk.toString()}`.slice(-4_000);
  });
  const ended = once(child, "exit");
  return {
    async ask(request) {
      const reply = new Promise<Reply<Answer>>((resolve, reject) => {
        child.once("message", resolve);
        void ended.then(([code]) => reject(new Error(`${file} ended with ${String(code)}: ${complaints}`)));
      });
      child.send(request);
      const told = await reply;
      if ("failure" in told) throw new Error(told.failure);
      return told.answer;
    },
    async end() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** The other end: answers one request after the other until nobody is there to ask. */
export function serveWorker<Request>(schema: z.ZodType<Request>, answer: (request: Request) => Promise<unknown>): void {
  process.on("message", (message: unknown) => {
    void answer(schema.parse(message)).then(
      (told) => process.send?.({ answer: told }),
      (error: unknown) =>
        process.send?.({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
}

export async function measureCost(work: () => Promise<void>): Promise<Cost> {
  forgetPeak();
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  await work();
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { seconds, cpuSeconds: (user + system) / 1e6, peakRssBytes: readPeak() };
}

/** Linux lets a process begin its peak anew; elsewhere it is the one since the process began, so at least as large. */
function forgetPeak(): void {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    // Not Linux, or not allowed.
  }
}

function readPeak(): number {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024;
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS * 1024;
}
