import pg from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { runSlice } from "@/lib/sync/run-slice";
import { claimNext } from "@/tests/support/commands";
import { expectEndpointEqual, expectPagesAddUp } from "@/tests/support/expect-truth";
import { acme, integrationOf, type Mirror, readValue, startMirror } from "@/tests/support/mirror";

const endpoint = "/hris/employees";

let mirror: Mirror;
/** Holds every page just before it is committed, until `letGo`. */
let holder: pg.Client;
beforeEach(async () => {
  mirror = await startMirror({ size: 60, paging: { pageSizeMax: 10 }, integrations: [acme] });
  mirror.announceIntegrations();
  await mirror.deliverWebhooks();
  await mirror.pool.query("UPDATE endpoint_states SET enabled = endpoint = $1", [endpoint]);
  holder = new pg.Client({ connectionString: mirror.databaseUrl });
  await holder.connect();
  await holder.query(`
    CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_advisory_xact_lock_shared(77); RETURN NEW; END $$;
    CREATE TRIGGER hold BEFORE INSERT ON run_pages FOR EACH ROW EXECUTE FUNCTION hold();
    SELECT pg_advisory_lock(77)`);
});
afterEach(async () => {
  await holder.end();
  await mirror.stop();
});

const letGo = () => holder.query("SELECT pg_advisory_unlock(77)");
const asked = () => mirror.kombo.requests.filter(({ path }) => path.endsWith(endpoint)).length;
/** How many pages have been compared with what is stored. */
function watchComparing(): () => number {
  const { mock } = vi.spyOn(mirror.pool, "query");
  const isOver = (place: number) => mock.settledResults[place]?.type === "fulfilled";
  return () => mock.calls.filter(([text], place) => isOver(place) && text.includes('AS "contentHash"')).length;
}

test("While a page is written the next is compared and the one after it is asked for, and no more", async () => {
  const compared = watchComparing();
  const slice = runSlice(mirror.deps, await claimNext(mirror));
  await expect.poll(compared).toBe(2);
  expect(asked()).toBe(3);
  expect(await readValue(mirror.pool, "SELECT count(*)::int FROM run_pages")).toBe(0);
  await letGo();
  expect((await slice).kind).toBe("completed");
  expect(asked()).toBe(6);
  await expectEndpointEqual(mirror, integrationOf(mirror).id, endpoint);
});

test("I10: a record that stands in two pages of a pass is new in the first alone, though the second was compared before", async () => {
  mirror.kombo.setFaults([{ kind: "shifted-page", by: -4, endpoint, after: 1, times: 1 }]);
  const compared = watchComparing();
  const slice = runSlice(mirror.deps, await claimNext(mirror));
  await expect.poll(compared).toBe(2);
  await letGo();
  expect((await slice).kind).toBe("completed");
  const [run] = (
    await mirror.pool.query<Record<string, number>>("SELECT received, created, updated, unchanged FROM sync_runs")
  ).rows;
  expect(run).toEqual({ received: 64, created: 60, updated: 0, unchanged: 4 });
  expect(await readValue(mirror.pool, "SELECT count(*)::int FROM record_changes")).toBe(60);
  expect(await readValue(mirror.pool, "SELECT live_records::int FROM endpoint_states WHERE enabled")).toBe(60);
  await expectPagesAddUp(mirror.pool);
  await expectEndpointEqual(mirror, integrationOf(mirror).id, endpoint);
});
