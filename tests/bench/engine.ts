import { databaseClock } from "@/lib/db/clock";
import type { Pool } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { registerIntegration } from "@/lib/integrations/register";
import type { KomboClient, KomboPage } from "@/lib/kombo/client";
import { splitPage } from "@/lib/kombo/split-page";
import { markDirty } from "@/lib/sync/mark-dirty";
import { requestFullFetch } from "@/lib/sync/request-full-fetch";
import { tick } from "@/lib/sync/tick";
import { quietLog } from "@/tests/support/mirror";

export const employees = "/hris/employees";

/** Pages of one endpoint as they come, from the first to the last. */
export type PageSource = { readonly count: number; read(page: number): Promise<Buffer> };
type Asked = { readonly komboIntegrationId: string; readonly endpoint: string };

/** Registers integrations; only the named endpoints are fetched, all unless told otherwise. */
export async function register(pool: Pool, ids: readonly string[], endpoints: readonly string[] | null): Promise<void> {
  const at = new Date();
  for (const komboIntegrationId of ids) {
    const integration = {
      komboIntegrationId,
      tool: null,
      category: "HRIS",
      organizationName: "Bench",
      creatorEmail: null,
      originId: null,
    };
    await withTransaction(pool, (tx) => registerIntegration(tx, { integration, webhookEventId: null, at }));
  }
  if (endpoints !== null) await pool.query("UPDATE endpoint_states SET enabled = endpoint = ANY($1)", [endpoints]);
}

/** Asks for a full fetch of everything that is enabled, and does what is due until nothing is. */
export async function fetchEverything(
  pool: Pool,
  { kombo, keyId, concurrency }: { kombo: KomboClient; keyId: string; concurrency: number },
): Promise<void> {
  const at = (await databaseClock(pool).start())();
  const wish = { komboIntegrationId: null, endpoints: null, dryRun: false, requestedBy: null, at };
  await withTransaction(pool, (tx) => requestFullFetch(tx, { ...wish, trigger: "manual" }));
  await doWhatIsDue(pool, { kombo, keyId, concurrency });
}

/** As a webhook wants it: a delta of the employees of every integration. */
export async function deltaFetch(pool: Pool, { kombo, keyId }: { kombo: KomboClient; keyId: string }): Promise<void> {
  const at = (await databaseClock(pool).start())();
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM integrations");
  for (const { id: integrationId } of rows) {
    const mark = { integrationId, endpoints: [employees], trigger: "webhook", webhookEventId: null, at } as const;
    await withTransaction(pool, (tx) => markDirty(tx, mark));
  }
  await doWhatIsDue(pool, { kombo, keyId, concurrency: 1 });
}

async function doWhatIsDue(
  pool: Pool,
  { kombo, keyId, concurrency }: { kombo: KomboClient; keyId: string; concurrency: number },
): Promise<void> {
  const clock = databaseClock(pool);
  const deps = { pool, clock, kombo, keyId, log: quietLog, catchUpHours: 0, purgeAfterDays: 14 };
  const { failed } = await tick(deps, { budgetMs: 3_600_000, concurrency });
  if (failed > 0) throw new Error("A slice failed");
}

const notAsked = () => Promise.reject(new Error("The benchmark answers lists alone"));

/** The client without its transport: what is timed begins with a page as it comes. */
export function clientOfPages(pagesOf: (asked: Asked) => PageSource): KomboClient {
  return {
    async listPage({ komboIntegrationId, endpoint, query, now }): Promise<KomboPage> {
      const pages = pagesOf({ komboIntegrationId, endpoint });
      const page = Number(query["cursor"] ?? 0);
      const requestedAt = now();
      const { records } = splitPage(await pages.read(page));
      return {
        records,
        next: page + 1 < pages.count ? String(page + 1) : null,
        requestedAt,
        requestMs: 0,
        waitedMs: 0,
        retries: 0,
        tried: [],
        limits: { exhaustedForMs: null, scarceForMs: null, window: null, clockOffsetMs: 0 },
      };
    },
    getIntegration: notAsked,
    forceSync: notAsked,
    createReconnectionLink: notAsked,
    checkApiKey: notAsked,
  };
}
