import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { startEmbeddedPostgres } from "@/lib/local/embedded-postgres";
import { findPostgresPrograms } from "@/lib/local/postgres-programs";
import { serverUser } from "@/lib/local/server-user";

export type OwnCluster = {
  readonly adminUrl: string;
  /** `immediate`: every process of the server ends at once, as in a crash, and what it recovers is what it had on disk. */
  restart(how: "fast" | "immediate"): Promise<void>;
  stop(): Promise<void>;
};

/** A PostgreSQL that no other test uses, so that it can be restarted; durable, as a deployed one is. */
export async function startOwnCluster(): Promise<OwnCluster> {
  const home = mkdtempSync(path.join(tmpdir(), "own-cluster-"));
  if (process.platform !== "win32") spawnSync("chmod", ["755", home]);
  const postgres = await startEmbeddedPostgres({ directory: path.join(home, "postgres") });
  const { identity } = serverUser();
  const { pgCtl } = await findPostgresPrograms({ identity });
  return {
    adminUrl: postgres.urlOf("postgres"),
    // This process must not stand still meanwhile: what it asks of the database then is what is tested.
    async restart(how) {
      const log = path.join(postgres.dataDirectory, "server.log");
      const args = ["-D", postgres.dataDirectory, "-m", how, "-w", "-t", "60", "-l", log, "restart"];
      const [code] = await once(spawn(pgCtl, args, { stdio: "ignore", cwd: "/", ...identity }), "exit");
      if (code !== 0)
        throw new Error(`PostgreSQL did not come back: pg_ctl ended with ${String(code)}, its log is ${log}`);
    },
    async stop() {
      await postgres.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
