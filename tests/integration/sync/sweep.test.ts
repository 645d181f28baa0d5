import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { cancelRunByPerson } from "@/lib/sync/cancel-run";
import { runSlice } from "@/lib/sync/run-slice";
import { aroundPages, claimNext, commandDepsOf, leaveForgotten, operator, wantFull } from "@/tests/support/commands";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { idOf, integrationOf, type Mirror, readValue } from "@/tests/support/mirror";

const minute = 60_000;
const endpoint = "/hris/employees";

let mirror: Mirror;
beforeEach(async () => {
  mirror = await startConnectedMirror({ size: 300 });
});
afterEach(() => mirror.stop());

const tombstones = () =>
  readValue<number>(mirror.pool, "SELECT count(*)::int FROM records WHERE deleted_reason = 'absent'");
const newestRun = <Value>(expression: string) =>
  readValue<Value>(mirror.pool, `SELECT ${expression} FROM sync_runs ORDER BY created_at DESC LIMIT 1`);
const state = <Value>(expression: string) =>
  readValue<Value>(mirror.pool, `SELECT ${expression} FROM endpoint_states WHERE endpoint = $1`, [endpoint]);

/** Of 300 employees. */
const pagesOfPass = 2;

async function expectNothingSwept(): Promise<void> {
  expect(await newestRun("state || ' ' || swept")).toBe("succeeded 0");
  expect(await tombstones()).toBe(0);
  expect(await readValue(mirror.pool, "SELECT count(*)::int FROM sweep_candidates")).toBe(0);
}

const cancel = (runId: string) => cancelRunByPerson(commandDepsOf(mirror), { actor: operator, runId });

/** Kombo still answers: the event came before all of it knows. */
async function tellDeletion(): Promise<void> {
  const { id, tool, category } = integrationOf(mirror);
  mirror.kombo.sendWebhook("integration-deleted", { id, tool, category });
  await mirror.deliverWebhooks();
}

describe("the sweep (I9)", () => {
  test("I9: what a complete pass did not see and Kombo does not return when asked again is tombstoned, apart from the accounting", async () => {
    await leaveForgotten(mirror, 7);
    await wantFull(mirror, [endpoint]);
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

  test("I7, I9: what is dated in the future, written while a clock was wrong, and gone from Kombo is tombstoned all the same", async () => {
    await leaveForgotten(mirror, 2);
    const later = new Date(mirror.clock.now().getTime() + 365 * 24 * 60 * minute);
    await mirror.pool.query("UPDATE records SET fetched_at = $1", [later]);
    await wantFull(mirror, [endpoint]);
    await mirror.drain();
    expect(await newestRun("state || ' ' || swept")).toBe("succeeded 2");
    const gone = "SELECT string_agg(left(kombo_id, 9), ' ') FROM records WHERE deleted_reason = 'absent'";
    expect(await readValue(mirror.pool, gone)).toBe("forgotten forgotten");
  });

  test("I9: a delta never sweeps, and a dry run only counts", async () => {
    await leaveForgotten(mirror, 3);
    mirror.kombo.announce(integrationOf(mirror).id, ["hris_employees"]);
    await mirror.deliverWebhooks();
    await mirror.drain();
    expect(await tombstones()).toBe(0);
    mirror.clock.advance(minute);
    await wantFull(mirror, [endpoint], { dryRun: true });
    await mirror.drain();
    expect(await newestRun("state || ' ' || swept")).toBe("succeeded 3");
    expect(await tombstones()).toBe(0);
  });

  test("I9: above the threshold nothing is tombstoned, the run is held, yet complete; a newer full fetch replaces it", async () => {
    await leaveForgotten(mirror, 21);
    const startedAt = mirror.clock.now();
    await wantFull(mirror, [endpoint]);
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
    await wantFull(mirror, [endpoint]);
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
    const [record] = [...mirror.kombo.expectedRecords(integrationOf(mirror).id, endpoint)];
    mirror.kombo.setFaults([{ kind: "html", status: 502, endpoint, after: 1, times: 3 }]);
    await wantFull(mirror, [endpoint]);
    await mirror.drain();
    await mirror.pool.query("UPDATE run_seen_ids SET ids = array_remove(ids, $1)", [idOf(record)]);
    mirror.clock.advance(30 * minute);
    await mirror.drain();
    expect(await newestRun("state || ' ' || swept || ' ' || received")).toBe("succeeded 0 301");
    expect(await tombstones()).toBe(0);
  });

  describe.each([
    ["is not active", "UPDATE integrations SET state = 'INVALID'"],
    ["is not set up", "UPDATE integrations SET setup_status = 'INCOMPLETE'"],
    ["has expired data", "UPDATE integrations SET data_expired_at = now()"],
  ])("while the integration %s", (_, sql) => {
    beforeEach(async () => {
      await leaveForgotten(mirror, 3);
      await wantFull(mirror, [endpoint]);
    });

    test("I9: nothing is swept", async () => {
      const claim = await claimNext(mirror);
      await mirror.pool.query(sql);
      expect(await runSlice(mirror.deps, claim)).toEqual({ kind: "completed" });
      expect(await tombstones()).toBe(0);
    });

    test("I9: nothing is tombstoned either when that begins while the sweep asks; the run is complete without", async () => {
      const claim = await claimNext(mirror);
      const deps = aroundPages(mirror, { after: async (asked) => asked === pagesOfPass + 1 && mirror.pool.query(sql) });
      expect(await runSlice(deps, claim)).toEqual({ kind: "completed" });
      await expectNothingSwept();
    });
  });

  test("I9: a sweep that goes on in a later slice tombstones nothing where the integration's data has expired meanwhile", async () => {
    await leaveForgotten(mirror, 3);
    mirror.kombo.setFaults([{ kind: "html", status: 502, endpoint, after: pagesOfPass, times: 3 }]);
    await wantFull(mirror, [endpoint]);
    expect(await runSlice(mirror.deps, await claimNext(mirror))).toMatchObject({ kind: "failed", isFinal: false });
    expect(await readValue(mirror.pool, "SELECT count(*)::int FROM sweep_candidates")).toBe(3);
    await mirror.pool.query("UPDATE integrations SET data_expired_at = now(), details_due_at = NULL");
    mirror.clock.advance(30 * minute);
    await mirror.drain();
    await expectNothingSwept();
    expect(await state("full_wanted_at")).toBeNull();
  });

  test.each([
    ["by a person", "CANCELLED", cancel],
    ["by the integration's deletion", "INTEGRATION_DELETED", tellDeletion],
  ])("I4, I9: a run that is ended %s while its sweep asks tombstones nothing more", async (_, code, end) => {
    await leaveForgotten(mirror, 3);
    await wantFull(mirror, [endpoint]);
    const claim = await claimNext(mirror);
    const deps = aroundPages(mirror, { after: async (asked) => asked === pagesOfPass + 1 && end(claim.run.id) });
    expect(await runSlice(deps, claim)).toEqual({ kind: "lost" });
    expect(await newestRun("state || ' ' || error_code || ' ' || swept")).toBe(`cancelled ${code} 0`);
    expect(await tombstones()).toBe(0);
    expect(await readValue(mirror.pool, "SELECT count(*)::int FROM sweep_candidates")).toBe(0);
  });

  test("I9: what a hand's row or a delta wrote since the pass began is no candidate", async () => {
    await leaveForgotten(mirror, 2);
    await mirror.pool.query("UPDATE records SET fetched_at = $1 WHERE kombo_id = 'forgotten01'", [
      new Date(mirror.clock.now().getTime() + 1),
    ]);
    await wantFull(mirror, [endpoint]);
    await mirror.drain();
    expect(await tombstones()).toBe(1);
  });
});
