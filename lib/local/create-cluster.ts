import { chownSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { randomSecret, writePrivateFile } from "./private-file";
import { runServerProgram, type ClusterParts } from "./server-program";

/** Answers the new cluster's password. The data folder appears complete or not at all. */
export function createCluster({ programs, place, user }: ClusterParts): string {
  const password = randomSecret();
  const draft = `${place.data}.new`;
  const passwordForInitdb = path.join(place.serverHome, "initdb-password");
  rmSync(draft, { recursive: true, force: true });
  rmSync(passwordForInitdb, { force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordForInitdb, password, { mode: 0o600, flag: "wx" });
  if (user.identity !== null) {
    for (const file of [draft, passwordForInitdb]) chownSync(file, user.identity.uid, user.identity.gid);
  }
  try {
    runServerProgram(programs.initdb, initdbArguments(draft, passwordForInitdb), user);
  } finally {
    rmSync(passwordForInitdb, { force: true });
  }
  writePrivateFile(path.join(place.directory, "password"), `${password}\n`);
  renameSync(draft, place.data);
  return password;
}

function initdbArguments(data: string, passwordFile: string): string[] {
  return [
    "--pgdata",
    data,
    "--username=postgres",
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    // The same everywhere, whatever the machine's locale is.
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
  ];
}
