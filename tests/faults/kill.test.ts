import { afterEach, beforeEach, expect, test } from "vitest";

import { listEndpoints } from "@/lib/kombo/endpoints";
import { expectEndpointEqual } from "@/tests/support/expect-truth";
import { acme, integrationOf, type Mirror, readValue, startMirror } from "@/tests/support/mirror";
import { finish, kill, startWorker, type WorkerProcess } from "@/tests/support/worker-process";

let mirror: Mirror;
beforeEach(async () => {
  mirror = await startMirror({ size: 1_500, integrations: [acme] });
});
afterEach(() => mirror.stop());

const pagesWritten = () => readValue<number>(mirror.pool, "SELECT count(*)::int FROM run_pages");

/** Kills it in the middle of its work: as soon as it has written some pages, whatever it is doing then. */
async function killAfterPages(worker: WorkerProcess, pages: number): Promise<void> {
  const goal = (await pagesWritten()) + pages;
  while (worker.child.exitCode === null && (await pagesWritten()) < goal) await new Promise(setImmediate);
  await kill(worker);
}

test("I5: kill -9 anywhere loses nothing and doubles nothing", async () => {
  mirror.announceIntegrations();
  await mirror.deliverWebhooks();

  for (const [generation, pages] of [3, 1, 5, 2, 4].entries()) {
    await killAfterPages(startWorker(mirror, generation), pages);
  }
  await finish(mirror, 6);

  const { id } = integrationOf(mirror);
  for (const { path } of listEndpoints("HRIS")) await expectEndpointEqual(mirror, id, path);
  expect(await readValue(mirror.pool, "SELECT count(*) = count(DISTINCT (model, kombo_id)) FROM record_changes")).toBe(
    true,
  );
  expect(await readValue(mirror.pool, "SELECT bool_and(state = 'succeeded') FROM sync_runs")).toBe(true);
  expect(
    await readValue(
      mirror.pool,
      "SELECT bool_and(r.received = p.records AND r.pages = p.pages) FROM sync_runs r JOIN (SELECT run_id, sum(records) AS records, count(*) AS pages FROM run_pages GROUP BY run_id) p ON p.run_id = r.id",
    ),
  ).toBe(true);
  expect(await readValue(mirror.pool, "SELECT count(*)::int FROM sync_runs WHERE slices > 1")).toBeGreaterThan(0);
});
