import { Client } from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";

import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { proposeMigration } from "@/tests/support/schema-engine";

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

it("the migrations and the Prisma schema agree: the next migration would be empty", async () => {
  expect(await proposeMigration(database.url)).toContain("This is an empty migration");
});

it("a difference would be found", async () => {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query("ALTER TABLE heartbeats ADD COLUMN surplus text");
  await client.end();
  expect(await proposeMigration(database.url)).toContain("surplus");
});
