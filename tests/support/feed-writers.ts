import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

import type { Pool } from "@/lib/db/pool";
import { endpoints } from "@/lib/kombo/endpoints";
import { planPage } from "@/lib/mirror/plan-page";
import { readRecord } from "@/lib/mirror/read-record";
import { writePage } from "@/lib/mirror/write-page";
import { Random } from "@/lib/simulator/random";

const [endpoint] = endpoints;

/** Integrations as many as writers, so that each has an endpoint of its own, as the lease would see to (I4). */
export async function insertIntegrations(pool: Pool, count: number): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO integrations (kombo_integration_id, tool, category)
     SELECT 'tool' || n || ':x', 'tool', 'HRIS' FROM generate_series(1, $1) AS n RETURNING id`,
    [count],
  );
  return rows.map(({ id }) => id);
}

type Writer = {
  readonly pool: Pool;
  readonly integrationId: string;
  readonly seed: number;
  readonly pages: number;
  /** How long a page's transaction stays open after its changes have their numbers. */
  readonly openMsMax: number;
};

class RolledBackError extends Error {}

/**
 * Writes pages through the real page write: records that appear, change, are deleted, come back and are emptied, in
 * transactions of random length, a quarter of which roll back. Returns how many did.
 */
export async function writePages({ pool, integrationId, seed, pages, openMsMax }: Writer): Promise<number> {
  const random = new Random(seed);
  let rolledBack = 0;
  for (let page = 1; page <= pages; page++) {
    const requestedAt = new Date();
    const received = drawIds(random).map((id) =>
      readRecord(drawRecord(id, random), { endpoint, isImprecise: false, textHash: null }),
    );
    const openMs = random.below(openMsMax);
    const fails = random.chance(0.25);
    const plan = await planPage(
      { pool },
      {
        integrationId,
        endpoint,
        run: { id: randomUUID(), mode: "delta", dryRun: false, watermark: null },
        page,
        received,
        requestedAt,
        writtenAt: requestedAt,
      },
    );
    const write = writePage({ pool }, plan, {
      fence: async () => null,
      async checkpoint() {
        await sleep(openMs);
        if (fails) throw new RolledBackError();
      },
    });
    await write.catch((error: unknown) => {
      if (!(error instanceof RolledBackError)) throw error;
      rolledBack += 1;
    });
    await sleep(random.below(60));
  }
  return rolledBack;
}

function drawIds(random: Random): readonly string[] {
  const first = random.below(30);
  return Array.from({ length: 1 + random.below(6) }, (_, index) => `employee-${first + index}`);
}

function drawRecord(id: string, random: Random): Record<string, unknown> {
  const keys = { id, remote_id: `remote-${id}`, changed_at: "2026-11-20T09:00:00.000Z" };
  const fate = random.below(10);
  if (fate === 0) return { ...keys, remote_deleted_at: "2026-11-20T08:00:00.000Z", job_title: null };
  const remote_deleted_at = fate === 1 ? "2026-11-20T08:00:00.000Z" : null;
  return { ...keys, remote_deleted_at, job_title: `Title ${random.below(1_000_000)}` };
}
