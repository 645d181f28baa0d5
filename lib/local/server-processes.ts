import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";

import { isFileError } from "./exclusively";

/**
 * Whether a PostgreSQL really runs on this data folder. Its pid file alone does not tell: the id may belong to something
 * else by now, or to a dead process that nobody has collected, as in a container without an init.
 */
export function isServerRunning(data: string, pid: number): boolean {
  if (process.platform === "win32") return true;
  if (!existsSync("/proc/self/stat")) return commandOf(pid).includes("postgres");
  return readdirSync("/proc").some((name) => /^\d+$/.test(name) && worksIn(name, data));
}

/** Every process of a server has the data folder as its working directory, also those that outlive a killed postmaster. */
function worksIn(pid: string, data: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === data && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch (error) {
    if (["ENOENT", "EACCES", "EPERM", "ESRCH"].some((code) => isFileError(error, code))) return false;
    throw error;
  }
}

function commandOf(pid: number): string {
  const { stdout } = spawnSync("ps", ["-p", String(pid), "-o", "comm="], { encoding: "utf8" });
  return stdout ?? "";
}
