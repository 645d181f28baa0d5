import { databaseClock } from "@/lib/db/clock";
import type { Prisma } from "@/lib/db/generated/client";
import { createPool, type Pool } from "@/lib/db/pool";
import { createPrisma } from "@/lib/db/prisma";
import { withTransaction } from "@/lib/db/transaction";
import { registerIntegration } from "@/lib/integrations/register";
import { createKomboClient } from "@/lib/kombo/client";
import { komboKeyId } from "@/lib/sync/kombo-key";
import { requestFullFetch } from "@/lib/sync/request-full-fetch";
import { tick } from "@/lib/sync/tick";
import { quietLog } from "@/tests/support/mirror";

export type Upstream = { readonly url: string; readonly apiKey: string; readonly id: string };

/** One way to read everything into Postgres; `fetchAll` is what is timed, once on an empty and once on a full table. */
export type Contender = {
  readonly name: string;
  /** The query of its first page, as it sends it; what follows adds the cursor. */
  readonly firstPages: readonly string[];
  prepare(databaseUrl: string, upstream: Upstream): Promise<Prepared>;
};
export type Prepared = { readonly pool: Pool; fetchAll(): Promise<void>; close(): Promise<void> };

const employees = "/hris/employees";
type KomboRecord = Prisma.InputJsonObject & { readonly id: string };

/** Kombo Mirror as it is: slices, leases, change log, page log and watermark included; one endpoint, one slice at a time. */
export const mirror: Contender = {
  name: "mirror",
  firstPages: ["include_deleted=true&page_size=250"],
  async prepare(databaseUrl, upstream) {
    const pool = createPool(databaseUrl);
    const clock = databaseClock(pool);
    const deps = {
      pool,
      clock,
      kombo: createKomboClient({ apiUrl: upstream.url, apiKey: upstream.apiKey }),
      keyId: komboKeyId(upstream.apiKey),
      log: quietLog,
      catchUpHours: 0,
      purgeAfterDays: 14,
    };
    await register(pool, upstream);
    return {
      pool,
      async fetchAll() {
        const at = (await clock.start())();
        const wish = { komboIntegrationId: upstream.id, endpoints: [employees], dryRun: false, requestedBy: null, at };
        await withTransaction(pool, (tx) => requestFullFetch(tx, { ...wish, trigger: "manual" }));
        await tick(deps, { budgetMs: 600_000, concurrency: 1 });
      },
      close: () => pool.end(),
    };
  },
};

/** The loop of Kombo's guide, word for word in TypeScript: pages as they come, one Prisma upsert per record. */
export const guide: Contender = {
  name: "guide",
  firstPages: ["page_size=100"],
  async prepare(databaseUrl, upstream) {
    const pool = createPool(databaseUrl);
    const prisma = createPrisma(pool);
    const integrationId = await register(pool, upstream);
    const upsert = async (record: KomboRecord) => {
      const fields = { endpoint: employees, data: record, fetchedAt: new Date() };
      await prisma.record.upsert({
        where: { integrationId_model_komboId: { integrationId, model: "hris_employees", komboId: record.id } },
        create: { integrationId, model: "hris_employees", komboId: record.id, firstSeenAt: new Date(), ...fields },
        update: fields,
      });
    };
    return {
      pool,
      async fetchAll() {
        let cursor: string | null = null;
        do {
          const query: string =
            cursor === null ? "?page_size=100" : `?page_size=100&cursor=${encodeURIComponent(cursor)}`;
          const response = await fetch(`${upstream.url}${employees}${query}`, {
            headers: { authorization: `Bearer ${upstream.apiKey}`, "x-integration-id": upstream.id },
          });
          const { data }: { data: { results: KomboRecord[]; next: string | null } } = await response.json();
          for (const record of data.results) await upsert(record);
          cursor = data.next;
        } while (cursor !== null);
      },
      async close() {
        await prisma.$disconnect();
        if (!pool.ended) await pool.end();
      },
    };
  },
};

/** The same row for both; only the employees are read. */
async function register(pool: Pool, upstream: Upstream): Promise<string> {
  const integration = {
    komboIntegrationId: upstream.id,
    tool: null,
    category: "HRIS",
    organizationName: "Bench",
    creatorEmail: null,
    originId: null,
  };
  const at = new Date();
  const { id } = await withTransaction(pool, (tx) =>
    registerIntegration(tx, { integration, webhookEventId: null, at }),
  );
  await pool.query("UPDATE endpoint_states SET enabled = endpoint = $1", [employees]);
  return id;
}
