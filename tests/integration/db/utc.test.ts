import { expect, test } from "vitest";

import { ensureUtc, isUtc, readZone } from "@/lib/db/ensure-utc";
import { createPool } from "@/lib/db/pool";
import { createPrisma } from "@/lib/db/prisma";
import { withClient } from "@/lib/local/local-database";
import { createTestDatabase } from "@/tests/support/database";

const at = new Date("2026-11-20T09:00:00.123Z");

/** A time as Prisma wrote it, read by SQL; and as SQL wrote it, read by Prisma. */
async function crossRead(url: string): Promise<{ zone: string; written: unknown; read: unknown }> {
  const pool = createPool(url);
  const prisma = createPrisma(pool);
  await prisma.heartbeat.create({ data: { name: "prisma", beatAt: at } });
  await pool.query("INSERT INTO heartbeats (name, beat_at) VALUES ('sql', $1)", [at]);
  const { rows } = await pool.query("SELECT beat_at FROM heartbeats WHERE name = 'prisma'");
  const read = await prisma.heartbeat.findUniqueOrThrow({ where: { name: "sql" } });
  const zone = await readZone(pool);
  await pool.query("DELETE FROM heartbeats");
  await prisma.$disconnect();
  await pool.end();
  return { zone, written: rows[0]?.beat_at, read: read.beatAt };
}

test("times are the same by SQL and by Prisma, wherever the database server believes itself to be", async () => {
  const database = await createTestDatabase();
  await withClient(database.url, async (client) => {
    const { rows } = await client.query(
      "SELECT quote_ident(current_database()) AS name, quote_ident(current_user) AS role",
    );
    await client.query(`ALTER ROLE ${rows[0].role} IN DATABASE ${rows[0].name} RESET timezone`);
    await client.query(`ALTER DATABASE ${rows[0].name} SET timezone TO 'Asia/Kathmandu'`);
  });
  // What it is without us: the reason why this has to be.
  const elsewhere = await crossRead(database.url);
  expect(isUtc(elsewhere.zone)).toBe(false);
  expect(elsewhere.written).not.toEqual(at);
  await withClient(database.url, ensureUtc);
  expect(await crossRead(database.url)).toEqual({ zone: "UTC", written: at, read: at });
  await withClient(database.url, ensureUtc);
  await database.drop();
});
