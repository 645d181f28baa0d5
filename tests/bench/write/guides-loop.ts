import type { Prisma } from "@/lib/db/generated/client";
import { createPool } from "@/lib/db/pool";
import { createPrisma } from "@/lib/db/prisma";

import { type Contender, readAll } from "./contender";

type KomboRecord = Prisma.InputJsonObject & { readonly id: string };

const integrationId = "00000000-0000-4000-8000-000000000001";
const model = "hris_employees";
const endpoint = "/hris/employees";

/** The loop of Kombo's guides: a page as it comes, one upsert per record. */
export const guidesLoop: Contender = {
  /** Whoever writes this loop has a table with a key: our other indexes are not held against it. */
  async setUp(databaseUrl) {
    const pool = createPool(databaseUrl);
    const { rows } = await pool.query<{ name: string }>(
      `SELECT indexrelid::regclass::text AS name FROM pg_index WHERE indrelid = 'records'::regclass AND NOT indisprimary`,
    );
    for (const { name } of rows) await pool.query(`DROP INDEX ${name}`);
    await pool.query("DROP TRIGGER records_local_edit ON records");
    await pool.end();
  },
  async open(databaseUrl) {
    const pool = createPool(databaseUrl);
    const prisma = createPrisma(pool);
    return {
      async write(pages) {
        for await (const records of readAll<KomboRecord>(pages)) {
          for (const data of records) {
            const fields = { endpoint, data, fetchedAt: new Date() };
            await prisma.record.upsert({
              where: { integrationId_model_komboId: { integrationId, model, komboId: data.id } },
              create: { integrationId, model, komboId: data.id, firstSeenAt: new Date(), ...fields },
              update: fields,
              select: { komboId: true },
            });
          }
        }
      },
      async close() {
        await prisma.$disconnect();
        if (!pool.ended) await pool.end();
      },
    };
  },
};
