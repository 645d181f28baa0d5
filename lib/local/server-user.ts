import { spawnSync } from "node:child_process";

export interface ServerUser {
  /** Whom the server runs as; null: as whoever runs this command. */
  readonly identity: { readonly uid: number; readonly gid: number } | null;
}

/** Where root keeps what `nobody` must reach when the checkout is closed to it. Not the temporary folder: others write there, and it is emptied. */
export const rootOnlyHome = "/var/lib/kombo-mirror";

// PostgreSQL refuses to run as root and wants a user with a passwd entry: nobody is the one that is always there.
const NOBODY = 65_534;

export function serverUser(): ServerUser {
  return { identity: process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : null };
}

export function canReach(directory: string, user: ServerUser): boolean {
  if (user.identity === null) return true;
  return spawnSync("test", ["-x", directory], { ...user.identity, cwd: "/" }).status === 0;
}
