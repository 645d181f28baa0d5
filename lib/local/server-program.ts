import { spawnSync } from "node:child_process";
import path from "node:path";

import type { ClusterPlace } from "./cluster-place";
import { ExpectedFailure } from "./expected-failure";
import type { PostgresPrograms } from "./postgres-programs";
import type { ServerUser } from "./server-user";

export interface ClusterParts {
  readonly programs: PostgresPrograms;
  readonly place: ClusterPlace;
  readonly user: ServerUser;
}

export function runServerProgram(program: string, args: readonly string[], user: ServerUser): void {
  const { status, error, stdout, stderr } = spawnSync(program, [...args], serverOptions(user));
  if (status === 0) return;
  const said = error?.message ?? `${stdout}${stderr}`.trim();
  throw new ExpectedFailure(`${path.basename(program)} failed: ${said}`);
}

export function serverOptions(user: ServerUser) {
  const options = { encoding: "utf8", env: { ...process.env, LC_ALL: "C" }, timeout: 150_000 } as const;
  return user.identity === null ? options : { ...options, ...user.identity, cwd: "/" };
}
