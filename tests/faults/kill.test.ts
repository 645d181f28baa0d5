import { afterEach, beforeEach, expect, test } from "vitest";

import { listEndpoints } from "@/lib/kombo/endpoints";
import { idOf, type Mirror, readMirror, readValue, startMirror } from "@/tests/support/mirror";
import { finish, kill, startWorker, type WorkerProcess } from "@/tests/support/worker-process";

let mirror: Mirror;
beforeEach(async () => {
  const integrations = [{ category: "HRIS" as const, tool: "personio", organizationName: "Acme" }];
  mirror = await startMirror({ size: 1_500, integrations });
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
  const [integration] = mirror.kombo.integrations;
  if (!integration) throw new Error("The simulator has no integration");
  const { id, tool, category, organizationName } = integration;
  mirror.kombo.sendWebhook("integration-created", {
    id,
    tool,
    category,
    end_user: { organization_name: organizationName, creator_email: null, origin_id: null },
  });
  await mirror.deliverWebhooks();

  for (const [generation, pages] of [3, 1, 5, 2, 4].entries()) {
    await killAfterPages(startWorker(mirror, generation), pages);
  }
  await finish(mirror, 6);

  for (const { path } of listEndpoints("HRIS")) {
    const mirrored = await readMirror(mirror.pool, id, path);
    const expected = [...mirror.kombo.expectedRecords(id, path)];
    expect(mirrored.size, path).toBe(expected.length);
    for (const record of expected) expect(mirrored.get(idOf(record))?.data, path).toEqual(record);
  }
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
