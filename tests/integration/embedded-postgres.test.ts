import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { startEmbeddedPostgres, type EmbeddedPostgres } from "@/lib/local/embedded-postgres";
import { withClient } from "@/lib/local/local-database";

const onUnix = process.platform !== "win32";

let home: string;
let directory: string;
let postgres: EmbeddedPostgres;

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), "embedded-"));
  directory = path.join(home, "checkout", "postgres");
  // The system's own temporary folders are reachable; a home that is closed to others is tried by hand.
  if (onUnix) spawnSync("chmod", ["755", home]);
  postgres = await startEmbeddedPostgres({ directory });
});

afterAll(async () => {
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
});

function mode(file: string): number {
  return statSync(file).mode & 0o777;
}

function postmasterPid(): number {
  return Number(readFileSync(path.join(postgres.dataDirectory, "postmaster.pid"), "utf8").split("\n")[0]);
}

function ask(sql: string): Promise<unknown> {
  return withClient(
    postgres.urlOf("postgres"),
    async (client) => Object.values((await client.query(sql)).rows[0] ?? {})[0],
  );
}

describe("the embedded PostgreSQL", () => {
  it("listens on this machine's own address only, and on no socket", async () => {
    expect(await ask("SHOW listen_addresses")).toBe("127.0.0.1");
    expect(await ask("SHOW unix_socket_directories")).toBe("");
  });

  it("lets nobody in without the password", async () => {
    const url = new URL(postgres.urlOf("postgres"));
    for (const password of ["", "postgres"]) {
      const client = new Client({
        host: url.hostname,
        port: Number(url.port),
        user: "postgres",
        password,
        database: "postgres",
      });
      await expect(client.connect()).rejects.toThrow(/password/);
      await client.end();
    }
    expect(await ask("SHOW password_encryption")).toBe("scram-sha-256");
  });

  it.runIf(onUnix)("keeps password and data from other users", () => {
    expect(mode(path.join(directory, "password"))).toBe(0o600);
    expect(mode(postgres.dataDirectory)).toBe(0o700);
    expect(mode(directory) & 0o067).toBe(0);
  });

  it("is joined by a second command and outlives it", async () => {
    const second = await startEmbeddedPostgres({ directory });
    expect(second).toMatchObject({ reused: true });
    expect(second.urlOf("postgres")).toBe(postgres.urlOf("postgres"));
    await second.stop();
    expect(await ask("SELECT 1")).toBe(1);
  });

  it("comes back after a kill, on the same port, with what it acknowledged", async () => {
    await ask("CREATE TABLE kept AS SELECT 7 AS n");
    const url = postgres.urlOf("postgres");
    process.kill(postmasterPid(), "SIGKILL");
    const again = await startEmbeddedPostgres({ directory });
    expect(again.urlOf("postgres")).toBe(url);
    expect(await ask("SELECT n FROM kept")).toBe(7);
    await again.stop();
  });
});
