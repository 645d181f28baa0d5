import { cpus, release, totalmem, type } from "node:os";

import { withClient } from "@/lib/local/local-database";

import { megabytes } from "./figures";

/** What decides how long a commit takes, and how much is written for it. */
const settings = [
  "fsync",
  "synchronous_commit",
  "full_page_writes",
  "wal_level",
  "shared_buffers",
  "max_wal_size",
  "checkpoint_timeout",
  "autovacuum",
] as const;

/** The machine, the versions and the settings a figure belongs to. */
export async function describeMachine(adminUrl: string): Promise<readonly string[]> {
  const processors = cpus();
  const { version, shown } = await withClient(adminUrl, async (client) => ({
    version: (await client.query<{ version: string }>("SELECT version()")).rows[0]?.version ?? "",
    shown: (
      await client.query<{ name: string; value: string }>(
        "SELECT name, current_setting(name) AS value FROM unnest($1::text[]) AS name",
        [settings],
      )
    ).rows,
  }));
  return [
    `${processors.length} × ${processors[0]?.model.trim() ?? "processor"}, ${megabytes(totalmem())}, ${type()} ${release()}`,
    `Node ${process.version}, ${version.split(" on ")[0]}`,
    shown.map(({ name, value }) => `${name} ${value}`).join(", "),
  ];
}
