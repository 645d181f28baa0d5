import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { z } from "zod";

import { ExpectedFailure } from "./expected-failure";

export interface RunningProgram {
  /** Undefined when it could not be started. */
  readonly pid: number | undefined;
  readonly exited: Promise<number>;
  readonly stop: () => Promise<void>;
}

export interface ProgramOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly stdio?: SpawnOptions["stdio"];
  readonly onOutput?: (chunk: Buffer) => void;
  readonly signal: AbortSignal;
}

const GRACE_MS = 10_000;
const ENDED_BY_SIGNAL = 128;

/** Runs a package's command line with this Node, without a shell, so that it works the same on every system. */
export function startTool(tool: string, args: readonly string[], options: ProgramOptions): RunningProgram {
  return startProgram(process.execPath, [toolPath(tool), ...args], options);
}

/** The exit code; when the command is told to stop, the program is stopped first. */
export async function runTool(tool: string, args: readonly string[], options: ProgramOptions): Promise<number> {
  return untilDone(startTool(tool, args, options), options.signal);
}

/** One of our own TypeScript files. The condition makes `server-only` importable outside Next. */
export async function runScript(file: string, args: readonly string[], options: ProgramOptions): Promise<number> {
  const flags = ["--conditions=react-server", "--import", "tsx"];
  return untilDone(startProgram(process.execPath, [...flags, file, ...args], options), options.signal);
}

export async function runProgram(file: string, args: readonly string[], options: ProgramOptions): Promise<number> {
  return untilDone(startProgram(file, args, options), options.signal);
}

/** For a program whose messages matter only when it fails. */
export async function captureTool(
  tool: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<{ code: number; output: string }> {
  const chunks: Buffer[] = [];
  const program = startProgram(process.execPath, [toolPath(tool), ...args], {
    ...options,
    stdio: ["ignore", "pipe", "pipe"],
    onOutput: (chunk) => chunks.push(chunk),
  });
  const code = await untilDone(program, options.signal);
  return { code, output: Buffer.concat(chunks).toString("utf8").trim() };
}

async function untilDone(program: RunningProgram, signal: AbortSignal): Promise<number> {
  const code = await program.exited;
  signal.throwIfAborted();
  return code;
}

export function startProgram(file: string, args: readonly string[], options: ProgramOptions): RunningProgram {
  options.signal.throwIfAborted();
  const child = spawn(file, [...args], { stdio: options.stdio ?? "inherit", env: options.env ?? process.env });
  const exited = new Promise<number>((resolve) => {
    child.once("error", () => resolve(127));
    // "close" comes after the last output.
    child.once("close", (code) => resolve(code ?? ENDED_BY_SIGNAL));
  });
  if (options.onOutput !== undefined) {
    child.stdout?.on("data", options.onOutput);
    child.stderr?.on("data", options.onOutput);
  }
  const stop = () => stopChild(child, exited);
  const onAbort = () => void stop();
  options.signal.addEventListener("abort", onAbort, { once: true });
  void exited.then(() => options.signal.removeEventListener("abort", onAbort));
  return { pid: child.pid, exited, stop };
}

async function stopChild(child: ChildProcess, exited: Promise<number>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
  await exited;
  clearTimeout(force);
}

const Bin = z.object({ bin: z.union([z.string(), z.record(z.string(), z.string())]) });

function toolPath(tool: string): string {
  const require = createRequire(path.join(process.cwd(), "package.json"));
  const manifestFile = path.join(process.cwd(), "node_modules", packageOf(tool), "package.json");
  const { bin } = Bin.parse(require(manifestFile));
  const relative = typeof bin === "string" ? bin : bin[tool];
  if (relative === undefined) throw new ExpectedFailure(`${tool} is not installed: run \`npm ci\`.`);
  return path.join(path.dirname(manifestFile), relative);
}

function packageOf(tool: string): string {
  if (tool === "playwright") return "@playwright/test";
  return tool === "tsc" ? "typescript" : tool;
}
