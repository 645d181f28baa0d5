import { createHash } from "node:crypto";
import { chmodSync, chownSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";

import { makePrivateDirectory } from "./private-file";
import { canReach, rootOnlyHome, type ServerUser } from "./server-user";

export interface ClusterPlace {
  /** The password, the lock and the list of users; readable by whoever runs the command. */
  readonly directory: string;
  /** Parent of the data directory, which only the server's user may enter. */
  readonly serverHome: string;
  readonly data: string;
}

/** Folders for one cluster. Nobody but root, the owner and the server's user can look into any of them. */
export function prepareClusterPlace(directory: string, user: ServerUser): ClusterPlace {
  makePrivateDirectory(path.dirname(directory));
  makePrivateDirectory(directory);
  const serverHome = user.identity === null ? directory : openForServer(directory, user.identity.gid, user);
  return { directory, serverHome, data: path.join(serverHome, "data") };
}

/** The server's group may pass through, not list; a checkout it cannot even come near to gets a place outside. */
function openForServer(directory: string, gid: number, user: ServerUser): string {
  for (const folder of [path.dirname(directory), directory]) letGroupPass(folder, gid);
  if (canReach(directory, user)) return directory;
  const outside = path.join(rootOnlyHome, createHash("sha256").update(directory).digest("hex").slice(0, 16));
  mkdirSync(rootOnlyHome, { recursive: true, mode: 0o755 });
  mkdirSync(outside, { recursive: true, mode: 0o710 });
  letGroupPass(outside, gid);
  return outside;
}

function letGroupPass(folder: string, gid: number): void {
  chownSync(folder, statSync(folder).uid, gid);
  chmodSync(folder, 0o710);
}
