import { MigrationError } from "@/lib/db/migrate";
import { EnvError } from "@/lib/env";

import { createCleanup } from "./cleanup";
import { commands } from "./command-table";
import { isFileError } from "./exclusively";
import { ExpectedFailure, Stopped } from "./expected-failure";
import { print, printError } from "./print";

const stopping = new AbortController();
const cleanup = createCleanup();

async function runCommand([name = "", ...args]: readonly string[]): Promise<number> {
  const command = commands[name];
  if (command === undefined) {
    printError(`There is no command "${name}". Known: ${Object.keys(commands).join(", ")}.`);
    return 1;
  }
  try {
    await command({ args, signal: stopping.signal, cleanup });
    return 0;
  } catch (error) {
    return report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof Stopped || stopping.signal.aborted) return 130;
  if (error instanceof ExpectedFailure || error instanceof EnvError || error instanceof MigrationError) {
    printError(error.message);
    return 1;
  }
  if (error instanceof Error && "path" in error && (isFileError(error, "EACCES") || isFileError(error, "EPERM"))) {
    printError(`${String(error.path)} belongs to another user: run this command as that user, or delete it.`);
    return 1;
  }
  printError(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}

function stop(): void {
  if (!stopping.signal.aborted) stopping.abort(new Stopped());
}

process.on("SIGINT", stop);
process.on("SIGTERM", stop);
process.on("SIGHUP", stop);
process.on("disconnect", stop);

const code = await runCommand(process.argv.slice(2));
await cleanup.run((name, error) => printError(`Could not stop ${name}: ${String(error)}`));
if (stopping.signal.aborted) print("Stopped.");
// A command that has said itself that it failed sets the exit code and returns.
process.exit(code === 0 ? process.exitCode : code);
