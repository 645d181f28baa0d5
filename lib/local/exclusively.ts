import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { ExpectedFailure } from "./expected-failure";
import { isAlive } from "./is-alive";

const TIMEOUT_MS = 90_000;

/** One process at a time in `work`; a lock left by a process that died is taken over. */
export async function exclusively<Result>(lockFile: string, work: () => Promise<Result>): Promise<Result> {
  mkdirSync(path.dirname(lockFile), { recursive: true });
  const deadline = performance.now() + TIMEOUT_MS;
  while (!tryLock(lockFile)) {
    if (performance.now() > deadline) {
      throw new ExpectedFailure(`Another command has held ${lockFile} for too long: stop it, or delete the file.`);
    }
    await sleep(50);
  }
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function tryLock(lockFile: string): boolean {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (!isFileError(error, "EEXIST")) throw error;
    if (!isAlive(lockHolder(lockFile))) rmSync(lockFile, { force: true });
    return false;
  }
}

/** Our own id when the holder is just writing its own or has gone: then the next attempt tells. */
function lockHolder(lockFile: string): number {
  try {
    return Number(readFileSync(lockFile, "utf8")) || process.pid;
  } catch (error) {
    if (isFileError(error, "ENOENT")) return process.pid;
    throw error;
  }
}

export function isFileError(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
