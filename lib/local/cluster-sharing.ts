import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { isAlive } from "./is-alive";

/** Commands that share one running cluster, one file each; the last to leave stops it. */
export interface ClusterSharing {
  readonly join: () => string;
  /** True when nobody alive uses the cluster any more. */
  readonly leave: (member: string) => boolean;
}

export function clusterSharing(clusterDirectory: string): ClusterSharing {
  const directory = path.join(clusterDirectory, "users");
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return {
    join: () => {
      const member = path.join(directory, `${process.pid}-${randomBytes(4).toString("hex")}`);
      writeFileSync(member, "", { mode: 0o600 });
      return member;
    },
    leave: (member) => {
      rmSync(member, { force: true });
      return !readdirSync(directory).some((name) => isMemberAlive(directory, name));
    },
  };
}

function isMemberAlive(directory: string, name: string): boolean {
  if (isAlive(Number.parseInt(name, 10))) return true;
  rmSync(path.join(directory, name), { force: true });
  return false;
}
