import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";

import { ensureUtc } from "@/lib/db/ensure-utc";
import { withClient } from "@/lib/local/local-database";

import { ensureTemplateDatabase, withDatabase } from "./template-database";

export interface TestDatabase {
  readonly url: string;
  /** Fails when the test has left a connection open. */
  readonly drop: () => Promise<void>;
}

/** A migrated database of the test's own, cloned in a few dozen milliseconds; in the tests' cluster unless told otherwise. */
export async function createTestDatabase(adminUrl = ownCluster()): Promise<TestDatabase> {
  return cloneDatabase(adminUrl, await ensureTemplateDatabase(adminUrl));
}

/** What another test database holds; nobody may be connected to that one. */
export function cloneTestDatabase(url: string): Promise<TestDatabase> {
  return cloneDatabase(ownCluster(), new URL(url).pathname.slice(1));
}

function ownCluster(): string {
  const adminUrl = process.env["TEST_DATABASE_URL"];
  if (adminUrl === undefined)
    throw new Error("TEST_DATABASE_URL is not set: run the tests with tests/vitest.config.ts");
  return adminUrl;
}

async function cloneDatabase(adminUrl: string, template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await withClient(adminUrl, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const url = withDatabase(adminUrl, name);
  // A clone has not the settings of its template.
  await withClient(url, ensureUtc);
  return { url, drop: () => dropDatabase(adminUrl, name) };
}

const CLOSING_MS = 3000;

async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const open = await openConnections(client, name);
    await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    if (open.length > 0) throw new Error(`Connections left open: ${open.join(" | ")}`);
  });
}

/** What clients still do; a closed one takes the server a moment to forget. */
async function openConnections(client: Client, name: string): Promise<readonly string[]> {
  const deadline = performance.now() + CLOSING_MS;
  for (;;) {
    const { rows } = await client.query<{ query: string }>(
      "SELECT query FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'",
      [name],
    );
    if (rows.length === 0 || performance.now() > deadline) return rows.map(({ query }) => query);
    await sleep(20);
  }
}
