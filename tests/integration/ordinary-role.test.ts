import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";

import { migrate } from "@/lib/db/migrate";
import { withClient } from "@/lib/local/local-database";
import type { TestDatabase } from "@/tests/support/database";
import { expectEndpointEqual } from "@/tests/support/expect-truth";
import { acme, integrationOf, readValue, startMirror } from "@/tests/support/mirror";
import { withDatabase } from "@/tests/support/template-database";

/** A role as hosted databases give one: it may sign in, and owns this one database; and the database migrated by it. */
async function openOrdinaryDatabase(): Promise<TestDatabase> {
  const adminUrl = process.env["TEST_DATABASE_URL"] ?? "";
  const name = `ordinary_${randomBytes(6).toString("hex")}`;
  const password = randomBytes(12).toString("hex");
  await withClient(adminUrl, async (client) => {
    await client.query(
      `CREATE ROLE ${name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '${password}'`,
    );
    await client.query(`CREATE DATABASE ${name} OWNER ${name}`);
  });
  const url = new URL(withDatabase(adminUrl, name));
  url.username = name;
  url.password = password;
  await migrate({ url: url.href });
  return {
    url: url.href,
    drop: () =>
      withClient(adminUrl, async (client) => {
        await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
        await client.query(`DROP ROLE ${name}`);
      }),
  };
}

it("the database's role needs nothing but its database: it migrates, mirrors and searches without being a superuser", async () => {
  const mirror = await startMirror({ integrations: [acme] }, undefined, openOrdinaryDatabase);
  try {
    const isSuperuser = "SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = current_user";
    expect(await readValue(mirror.pool, isSuperuser)).toBe(false);
    // Trusted extensions are made by whoever owns the database.
    expect(await readValue(mirror.pool, "SELECT extname::text FROM pg_extension WHERE extname = 'pg_trgm'")).toBe(
      "pg_trgm",
    );
    await mirror.connect();
    await expectEndpointEqual(mirror, integrationOf(mirror).id, "/hris/employees");
  } finally {
    await mirror.stop();
  }
});
