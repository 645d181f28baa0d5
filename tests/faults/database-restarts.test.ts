import { afterEach, beforeEach, expect, test } from "vitest";

import { addMilliseconds } from "@/lib/clock";
import { listEndpoints } from "@/lib/kombo/endpoints";
import { type ResidentLoop, startResidentLoop } from "@/lib/sync/drivers/resident";
import { leaseMs } from "@/lib/sync/limits";
import { createTestDatabase } from "@/tests/support/database";
import { expectEndpointEqual, expectPagesAddUp } from "@/tests/support/expect-truth";
import { acme, integrationOf, type Mirror, readValue, startMirror } from "@/tests/support/mirror";
import { type OwnCluster, startOwnCluster } from "@/tests/support/own-cluster";
import { eventually, realClock, serverDeps } from "@/tests/support/real-time";

const restarts = 8;
const pagesBetween = 4;

let cluster: OwnCluster;
let mirror: Mirror;
let aheadMs: number;
let resident: ResidentLoop;
let stopResident: () => Promise<void>;
beforeEach(async () => {
  cluster = await startOwnCluster();
  const size = 2_000;
  mirror = await startMirror({ size, paging: { pageSizeMax: 50 }, integrations: [acme] }, realClock, () =>
    createTestDatabase(cluster.adminUrl),
  );
  mirror.announceIntegrations();
  await mirror.deliverWebhooks();
  const { clock, ...deps } = serverDeps(mirror);
  aheadMs = 0;
  const aheadClock = {
    async start() {
      const now = await clock.start();
      return () => addMilliseconds(now(), aheadMs);
    },
  };
  const options = { concurrency: 2, fullFetchCron: "0 2 * * 0", listenUrl: mirror.databaseUrl, pollMs: 100 };
  resident = startResidentLoop({ ...deps, clock: aheadClock }, options);
  stopResident = async () => {
    await resident.stop();
    await deps.pool.end();
  };
});
afterEach(async () => {
  await stopResident();
  await mirror.stop();
  await cluster.stop();
});

const countPages = () => readValue<number>(mirror.pool, "SELECT count(*)::int FROM run_pages");
const isAtRest = () =>
  readValue<boolean>(
    mirror.pool,
    `SELECT NOT EXISTS (SELECT 1 FROM endpoint_states WHERE wanted_seq > done_seq OR full_wanted_at IS NOT NULL)
       AND NOT EXISTS (SELECT 1 FROM sync_runs WHERE state IN ('queued', 'running'))`,
  );

test(
  "I5, I16: PostgreSQL restarted in the middle of full fetches: the resident loop goes on by itself, to the exact end",
  { timeout: 180_000 },
  async () => {
    for (let restart = 0; restart < restarts; restart++) {
      const goal = (await countPages()) + pagesBetween + restart;
      await eventually(`${goal} pages`, async () => (await countPages()) >= goal);
      expect(await isAtRest(), "in the middle of it").toBe(false);
      await cluster.restart(restart % 2 === 0 ? "immediate" : "fast");
      // What nobody could give back is free after a minute, and a retry is due by then.
      aheadMs += leaseMs + 1;
    }
    await eventually(
      "everything is mirrored",
      async () => {
        // Retries that wait for seconds.
        aheadMs += 100;
        return isAtRest();
      },
      120_000,
    );

    const states = "SELECT array_agg(DISTINCT state) FROM sync_runs";
    expect(await readValue(mirror.pool, states)).toEqual(["succeeded"]);
    const goneOn = "SELECT sum(slices - 1)::int FROM sync_runs";
    expect(await readValue(mirror.pool, goneOn), "slices that went on after a restart").toBeGreaterThan(restarts / 2);
    await expectPagesAddUp(mirror.pool);
    const doubled = "SELECT count(*) - count(DISTINCT (model, kombo_id)) FROM record_changes";
    expect(await readValue(mirror.pool, doubled)).toBe("0");
    for (const { path } of listEndpoints("HRIS")) await expectEndpointEqual(mirror, integrationOf(mirror).id, path);
  },
);
