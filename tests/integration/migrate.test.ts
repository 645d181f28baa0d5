import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { migrate, MigrationError } from "@/lib/db/migrate";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";

let database: TestDatabase;
let client: Client;
let directory: string;

beforeEach(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  directory = mkdtempSync(path.join(tmpdir(), "migrations-"));
});

afterEach(async () => {
  rmSync(directory, { recursive: true });
  await client.end();
  await database.drop();
});

function write(name: string, sql: string): void {
  mkdirSync(path.join(directory, name), { recursive: true });
  writeFileSync(path.join(directory, name, "migration.sql"), sql);
}

function run() {
  return migrate({ url: database.url, directory });
}

async function history() {
  const { rows } = await client.query(
    "SELECT migration_name, checksum, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS rolled_back, applied_steps_count, logs FROM _prisma_migrations ORDER BY started_at",
  );
  return rows;
}

describe("migrate", () => {
  it("applies in order of name, once, with Prisma's bookkeeping", async () => {
    write("20260102_second", "ALTER TABLE a ADD COLUMN b int;");
    write(
      "20260101_first",
      "CREATE TABLE a (id int); CREATE FUNCTION f() RETURNS int AS $$ BEGIN; RETURN 1; END; $$ LANGUAGE plpgsql;".replace(
        "BEGIN;",
        "BEGIN",
      ),
    );
    expect((await run()).applied).toEqual(["20260101_first", "20260102_second"]);
    expect((await run()).applied).toEqual([]);
    const rows = await history();
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatchObject({
      migration_name: "20260102_second",
      // sha256sum of the file's bytes
      checksum: "9551244119d1ec9c4d6b2a2dce4685da25a180b814d09b81339af536393481a3",
      finished: true,
      rolled_back: false,
      applied_steps_count: 1,
    });
  });

  it("leaves nothing of a migration that fails, and runs it again once it is repaired", async () => {
    write("1_broken", "CREATE TABLE a (id int); SELECT nonsense;");
    await expect(run()).rejects.toMatchObject({ name: "MigrationError", problem: "failed" });
    expect((await client.query("SELECT to_regclass('a') AS a")).rows[0]).toEqual({ a: null });
    expect(await history()).toMatchObject([
      { finished: false, rolled_back: true, logs: expect.stringContaining("nonsense") },
    ]);
    write("1_broken", "CREATE TABLE a (id int);");
    expect((await run()).applied).toEqual(["1_broken"]);
  });

  it("stops at a migration that Prisma began and did not finish", async () => {
    write("1_first", "CREATE TABLE a (id int);");
    await run();
    await client.query("UPDATE _prisma_migrations SET finished_at = NULL");
    await expect(run()).rejects.toMatchObject({ problem: "failed_earlier" });
  });

  it("tells of a file that changed after it was applied", async () => {
    write("1_first", "CREATE TABLE a (id int);");
    await run();
    write("1_first", "CREATE TABLE a (id bigint);");
    expect(await run()).toEqual({ applied: [], edited: ["1_first"] });
  });

  it("applies once when several start at the same time", async () => {
    write("1_first", "CREATE TABLE a (id int); SELECT pg_sleep(0.2);");
    const reports = await Promise.all([run(), run(), run()]);
    expect(reports.flatMap(({ applied }) => applied)).toEqual(["1_first"]);
  });

  it("says in one sentence that a database cannot be reached, without its password", async () => {
    const attempt = migrate({ url: "postgresql://u:hunter2@127.0.0.1:1/mirror", directory: "prisma/migrations" });
    await expect(attempt).rejects.toThrow(MigrationError);
    await expect(attempt).rejects.toThrow(/^The database "mirror" on 127\.0\.0\.1:1 cannot be reached/);
    await expect(attempt).rejects.not.toThrow(/hunter2/);
  });

  it("refuses a folder without migrations", async () => {
    await expect(run()).rejects.toMatchObject({ problem: "no_migrations" });
  });
});
