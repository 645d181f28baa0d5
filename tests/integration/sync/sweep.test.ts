import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { withTransaction } from "@/lib/db/transaction";
import { claimWork } from "@/lib/sync/claim-work";
import { requestFullFetch } from "@/lib/sync/request-full-fetch";
import { runSlice } from "@/lib/sync/run-slice";
import { idOf, type Mirror, readValue, startMirror } from "@/tests/support/mirror";

const minute = 60_000;
const endpoint = "/hris/employees";

let mirror: Mirror;
beforeEach(async () => {
  mirror = await startMirror({
    size: 300,
    integrations: [{ category: "HRIS", tool: "personio", organizationName: "Acme" }],
  });
  await mirror.connect();
  mirror.clock.advance(minute);
});
afterEach(() => mirror.stop());

/** Rows of ours that Kombo does not know: what is left when it forgets a record. */
async function forget(count: number): Promise<void> {
  await mirror.pool.query(
    `INSERT INTO records (integration_id, model, kombo_id, endpoint, data, content_hash, first_seen_at, fetched_at)
     SELECT integration_id, model, 'forgotten' || n, endpoint, data, content_hash, first_seen_at, fetched_at
     FROM (SELECT * FROM records WHERE endpoint = $1 LIMIT 1) r, generate_series(1, $2) n`,
    [endpoint, count],
  );
}

async function wantFull(dryRun = false): Promise<void> {
  const wish = { komboIntegrationId: null, endpoints: [endpoint], dryRun, requestedBy: null, at: mirror.clock.now() };
  await withTransaction(mirror.pool, (tx) => requestFullFetch(tx, { ...wish, trigger: "manual" }));
}

const tombstones = () =>
  readValue<number>(mirror.pool, "SELECT count(*)::int FROM records WHERE deleted_reason = 'absent'");
const newestRun = <Value>(expression: string) =>
  readValue<Value>(mirror.pool, `SELECT ${expression} FROM sync_runs ORDER BY created_at DESC LIMIT 1`);
const state = <Value>(expression: string) =>
  readValue<Value>(mirror.pool, `SELECT ${expression} FROM endpoint_states WHERE endpoint = $1`, [endpoint]);

describe("the sweep (I9)", () => {
  test("I9: what a complete pass did not see and Kombo does not return when asked again is tombstoned, apart from the accounting", async () => {
    await forget(7);
    await wantFull();
    await mirror.drain();
    expect(await newestRun("state || ' ' || swept || ' ' || deleted")).toBe("succeeded 7 0");
    expect(await tombstones()).toBe(7);
    const changes = "SELECT count(*)::int FROM record_changes WHERE kind = 'deleted' AND kombo_id LIKE 'forgotten%'";
    expect(await readValue(mirror.pool, changes)).toBe(7);
    const asked = mirror.kombo.requests.filter(({ query }) => new URLSearchParams(query).has("ids"));
    expect(asked.length).toBeGreaterThan(0);
    expect(await readValue(mirror.pool, "SELECT count(*)::int FROM sweep_candidates")).toBe(0);
    expect(await state("live_records + deleted_records")).toBe(307);
  });

  test("I9: a delta never sweeps, and a dry run only counts", async () => {
    await forget(3);
    mirror.kombo.announce(idOfIntegration(), ["hris_employees"]);
    await mirror.deliverWebhooks();
    await mirror.drain();
    expect(await tombstones()).toBe(0);
    mirror.clock.advance(minute);
    await wantFull(true);
    await mirror.drain();
    expect(await newestRun("state || ' ' || swept")).toBe("succeeded 3");
    expect(await tombstones()).toBe(0);
  });

  test("I9: above the threshold nothing is tombstoned, the run is held, yet complete; a newer full fetch replaces it", async () => {
    await forget(21);
    const startedAt = mirror.clock.now();
    await wantFull();
    await mirror.drain();
    expect(await newestRun("state || ' ' || swept || ' ' || error_code")).toBe("needs_review 0 SWEEP_HELD");
    expect(await newestRun("error_message")).toBe(
      "The full fetch would delete 21 of 318 records (6.6 %). Nothing was deleted.",
    );
    expect(await tombstones()).toBe(0);
    expect(await readValue(mirror.pool, "SELECT count(*)::int FROM sweep_candidates")).toBe(21);
    expect(await state("watermark")).toEqual(startedAt);
    expect(await state("wanted_seq = done_seq AND full_wanted_at IS NULL")).toBe(true);
    await mirror.pool.query("DELETE FROM records WHERE kombo_id LIKE 'forgotten%' AND right(kombo_id, 1) <> '1'");
    mirror.clock.advance(minute);
    await wantFull();
    await mirror.drain();
    expect(
      await readValue(
        mirror.pool,
        "SELECT array_agg(state ORDER BY created_at) FROM sync_runs WHERE trigger = 'manual'",
      ),
    ).toEqual(["cancelled", "succeeded"]);
    expect(await tombstones()).toBe(3);
  });

  test("I9: what the pass missed but Kombo returns when asked again stays, and is written", async () => {
    const [record] = [...mirror.kombo.expectedRecords(idOfIntegration(), endpoint)];
    mirror.kombo.setFaults([{ kind: "html", status: 502, endpoint, after: 1, times: 3 }]);
    await wantFull();
    await mirror.drain();
    await mirror.pool.query("UPDATE run_seen_ids SET ids = array_remove(ids, $1)", [idOf(record)]);
    mirror.clock.advance(30 * minute);
    await mirror.drain();
    expect(await newestRun("state || ' ' || swept || ' ' || received")).toBe("succeeded 0 301");
    expect(await tombstones()).toBe(0);
  });

  test.each([
    ["is not active", "UPDATE integrations SET state = 'INVALID'"],
    ["is not set up", "UPDATE integrations SET setup_status = 'INCOMPLETE'"],
    ["has expired data", "UPDATE integrations SET data_expired_at = now()"],
  ])("I9: nothing is swept while the integration %s", async (_, sql) => {
    await forget(3);
    await wantFull();
    const outcome = await claimWork(mirror.deps);
    if (outcome.kind !== "claimed") throw new Error(outcome.kind);
    await mirror.pool.query(sql);
    expect(await runSlice(mirror.deps, outcome.claim)).toEqual({ kind: "completed" });
    expect(await tombstones()).toBe(0);
  });

  test("I9: what a hand's row or a delta wrote since the pass began is no candidate", async () => {
    await forget(2);
    await mirror.pool.query("UPDATE records SET fetched_at = $1 WHERE kombo_id = 'forgotten1'", [
      new Date(mirror.clock.now().getTime() + 1),
    ]);
    await wantFull();
    await mirror.drain();
    expect(await tombstones()).toBe(1);
  });
});

function idOfIntegration(): string {
  const [integration] = mirror.kombo.integrations;
  if (!integration) throw new Error("The simulator has no integration");
  return integration.id;
}
