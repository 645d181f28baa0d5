import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { sightOf } from "@/lib/auth/sight";
import { createPrisma } from "@/lib/db/prisma";
import { applyReview, discardReview } from "@/lib/sync/decide-review";
import { getReview } from "@/lib/sync/get-review";
import { getRun } from "@/lib/sync/get-run";
import { rewindWatermark } from "@/lib/sync/rewind-watermark";
import { runSlice } from "@/lib/sync/run-slice";
import { runRowSchema } from "@/lib/sync/schema";
import { reviewAppliedSchema, reviewSchema } from "@/lib/sync/schema/review";
import { claimNext, commandDepsOf, leaveForgotten, listAudit, operator, wantFull } from "@/tests/support/commands";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { idOf, integrationOf, type Mirror, readValue } from "@/tests/support/mirror";

const minute = 60_000;
const endpoint = "/hris/employees";
const leaving = 30;

let mirror: Mirror;
let heldRun: string;
beforeEach(async () => {
  mirror = await startConnectedMirror({ size: 300 });
  await leaveForgotten(mirror, leaving, "Closed plant");
  await wantFull(mirror, [endpoint]);
  await mirror.drain();
  heldRun = await newestRun("id");
  mirror.clock.advance(minute);
});
afterEach(() => mirror.stop());

const command = () => ({ actor: operator, runId: heldRun });
const review = async (cursor?: string) =>
  reviewSchema.parse(await getReview(mirror.pool, { runId: heldRun, cursor, sight: sightOf(operator) }));
const apply = async () => reviewAppliedSchema.parse(await applyReview(commandDepsOf(mirror), command()));
const discard = async () => runRowSchema.parse(await discardReview(commandDepsOf(mirror), command()));
const detail = () => getRun({ ...commandDepsOf(mirror), prisma: createPrisma(mirror.pool) }, heldRun);
const newestRun = <Value>(expression: string) =>
  readValue<Value>(mirror.pool, `SELECT ${expression} FROM sync_runs ORDER BY created_at DESC LIMIT 1`);
const tombstones = () =>
  readValue<number>(mirror.pool, "SELECT count(*)::int FROM records WHERE deleted_reason = 'absent'");
const candidates = () => readValue<number>(mirror.pool, "SELECT count(*)::int FROM sweep_candidates");
const state = <Value>(expression: string) =>
  readValue<Value>(mirror.pool, `SELECT ${expression} FROM endpoint_states WHERE endpoint = $1`, [endpoint]);

describe("the review of a held sweep (I9)", () => {
  test("lists candidates by name, and first what they have in common and others have not", async () => {
    const { run, facets, rows, next, ...counts } = await review();
    expect(run).toMatchObject({ id: heldRun, errorCode: "SWEEP_HELD" });
    expect(counts).toMatchObject({ candidates: leaving, live: expect.any(Number) });
    expect(counts.firstSeen).toEqual({ from: "2026-11-20T09:00:00.000Z", to: "2026-11-20T09:00:00.000Z" });
    expect(facets.slice(0, 3).map(({ shareOfCandidates }) => shareOfCandidates)).toEqual([1, 1, 1]);
    const place = facets.find(({ label }) => label === "Location");
    expect(place).toMatchObject({ value: "Closed plant", candidates: leaving, live: leaving, shareOfCandidates: 1 });
    expect(place?.shareOfLive).toBeCloseTo(leaving / counts.live);
    expect(rows).toHaveLength(leaving);
    expect(rows[0]).toMatchObject({ komboId: "forgotten01", displayName: "Forgotten 1", model: "hris_employees" });
    expect(next).toBeNull();
  });

  test("I9: what was deleted, or brought by something newer, since the pass is no candidate any more", async () => {
    await mirror.pool.query(
      "UPDATE records SET deleted_at = fetched_at, deleted_reason = 'remote' WHERE kombo_id = 'forgotten01'",
    );
    await mirror.pool.query("UPDATE records SET fetched_at = $1 WHERE kombo_id = 'forgotten02'", [mirror.clock.now()]);
    expect((await review()).candidates).toBe(leaving - 2);
    expect((await apply()).candidates).toBe(leaving - 2);
    await mirror.drain();
    expect(await tombstones()).toBe(leaving - 2);
  });

  test("I9: applied, each candidate is asked for once more, tombstoned as absent and logged; the run succeeds", async () => {
    const endpointBefore = await state("jsonb_build_array(watermark, done_seq, last_full_fetch_at, last_succeeded_at)");
    const live = await state<number>("live_records");
    expect(await apply()).toMatchObject({ candidates: leaving, run: { id: heldRun, state: "queued" } });
    expect(await tombstones()).toBe(0);
    await mirror.drain();
    expect(await detail()).toMatchObject({
      state: "succeeded",
      swept: leaving,
      errorCode: null,
      review: { decision: "apply", by: "Olga" },
    });
    expect(await tombstones()).toBe(leaving);
    const logged = "SELECT count(*)::int FROM record_changes WHERE kind = 'deleted' AND run_id = $1";
    expect(await readValue(mirror.pool, logged, [heldRun])).toBe(leaving);
    const asked = mirror.kombo.requests.filter(({ query }) =>
      new URLSearchParams(query).get("ids")?.includes("forgotten01"),
    );
    expect(asked).toHaveLength(1);
    expect(await candidates()).toBe(0);
    expect(await state("live_records")).toBe(live - leaving);
    expect(await state("jsonb_build_array(watermark, done_seq, last_full_fetch_at, last_succeeded_at)")).toEqual(
      endpointBefore,
    );
    expect(await listAudit(mirror)).toEqual([{ action: "review.apply", target: heldRun, actor: "Olga" }]);
  });

  test("I9: a candidate that Kombo returns after all is written, not tombstoned", async () => {
    const [record] = mirror.kombo.expectedRecords(integrationOf(mirror).id, endpoint);
    await mirror.pool.query("INSERT INTO sweep_candidates (run_id, kombo_id) VALUES ($1, $2)", [heldRun, idOf(record)]);
    expect((await apply()).candidates).toBe(leaving + 1);
    await mirror.drain();
    expect(await newestRun("state || ' ' || swept")).toBe(`succeeded ${leaving}`);
    const deleted = "SELECT deleted_at FROM records WHERE kombo_id = $1 AND endpoint = $2";
    expect(await readValue(mirror.pool, deleted, [idOf(record), endpoint])).toBeNull();
  });

  test("I4: applying waits for the lease, and whoever lost it tombstones nothing", async () => {
    await apply();
    const lost = await claimNext(mirror);
    expect(lost.run).toMatchObject({ id: heldRun, isReviewed: true });
    mirror.clock.advance(2 * minute);
    const taken = await claimNext(mirror);
    expect(await runSlice(mirror.deps, lost)).toEqual({ kind: "lost" });
    expect(await tombstones()).toBe(0);
    expect(await runSlice(mirror.deps, taken)).toEqual({ kind: "completed" });
    expect(await tombstones()).toBe(leaving);
  });

  test("I6: a review that is applied across a rewind does not take the watermark forward again", async () => {
    await apply();
    const applying = await claimNext(mirror);
    const to = new Date(mirror.clock.now().getTime() - 90 * minute);
    await rewindWatermark(commandDepsOf(mirror), {
      actor: operator,
      komboIntegrationId: integrationOf(mirror).id,
      endpoint,
      to: to.toISOString(),
    });
    expect(await runSlice(mirror.deps, applying)).toEqual({ kind: "completed" });
    expect(await tombstones()).toBe(leaving);
    expect(await state("watermark")).toEqual(to);
    expect(await state("wanted_seq > done_seq")).toBe(true);
  });

  test("while Kombo does not answer nothing is tombstoned; when it refuses, the run waits for a person again", async () => {
    mirror.kombo.setFaults([{ kind: "error", status: 400, code: "PLATFORM.INPUT_INVALID", endpoint, times: 1 }]);
    await apply();
    await mirror.drain();
    expect(await detail()).toMatchObject({ state: "needs_review", errorCode: "PLATFORM.INPUT_INVALID", review: null });
    expect(await candidates()).toBe(leaving);
    expect(await state("consecutive_failures")).toBe(0);
    await apply();
    await mirror.drain();
    expect(await tombstones()).toBe(leaving);
  });

  test("discarded, nothing is deleted and the run, which was complete, succeeded", async () => {
    expect(await discard()).toMatchObject({ id: heldRun, state: "succeeded", swept: 0, errorCode: null });
    expect(await tombstones()).toBe(0);
    expect(await candidates()).toBe(0);
    expect((await detail()).review).toMatchObject({ decision: "discard", by: "Olga" });
    expect(await listAudit(mirror)).toEqual([{ action: "review.discard", target: heldRun, actor: "Olga" }]);
    await expect(discard()).rejects.toMatchObject({ code: "conflict" });
    await expect(apply()).rejects.toMatchObject({ code: "conflict" });
    await expect(review()).rejects.toMatchObject({ code: "conflict" });
  });

  test("I9: a newer full fetch replaces a held run; while one is queued the review cannot be applied", async () => {
    await wantFull(mirror, [endpoint]);
    await expect(apply()).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/newer full fetch/),
    });
    await mirror.drain();
    expect((await detail()).errorCode).toBe("SUPERSEDED");
    await expect(apply()).rejects.toMatchObject({ code: "conflict" });
  });

  test("a full fetch wanted while a review is being applied runs after it", async () => {
    await apply();
    expect(await wantFull(mirror, [endpoint])).toEqual([{ id: heldRun, endpoint, joined: true }]);
    await mirror.drain();
    expect(await tombstones()).toBe(leaving);
    expect(await newestRun("mode || ' ' || state")).toBe("full succeeded");
    expect(await newestRun("id")).not.toBe(heldRun);
  });

  test("I9: where the integration has expired since it was applied nothing is tombstoned, and a person decides again", async () => {
    await apply();
    const applying = await claimNext(mirror);
    await mirror.pool.query("UPDATE integrations SET data_expired_at = now(), details_due_at = NULL");
    expect(await runSlice(mirror.deps, applying)).toEqual({ kind: "completed" });
    expect(await tombstones()).toBe(0);
    expect(await detail()).toMatchObject({
      state: "needs_review",
      swept: 0,
      errorMessage: expect.stringMatching(/its data has expired in Kombo/),
      review: null,
    });
    expect((await review()).candidates).toBe(leaving);
    expect(await state("lease_owner")).toBeNull();
    await expect(apply()).rejects.toMatchObject({ code: "conflict" });
    await mirror.pool.query("UPDATE integrations SET data_expired_at = NULL");
    await apply();
    await mirror.drain();
    expect(await tombstones()).toBe(leaving);
  });

  test.each([
    ["is not active", "UPDATE integrations SET state = 'INVALID'"],
    ["is not set up", "UPDATE integrations SET setup_status = 'INCOMPLETE'"],
    ["has expired data", "UPDATE integrations SET data_expired_at = now()"],
    ["is paused", "UPDATE integrations SET paused_at = now()"],
  ])("I9: nothing is applied while the integration %s", async (_, sql) => {
    await mirror.pool.query(sql);
    await expect(apply()).rejects.toMatchObject({ code: "conflict" });
    expect(await detail()).toMatchObject({ state: "needs_review" });
  });

  test("an unknown run is named so", async () => {
    const unknown = { actor: operator, runId: "00000000-0000-4000-8000-000000000000" };
    await expect(applyReview(commandDepsOf(mirror), unknown)).rejects.toMatchObject({ code: "not_found" });
    await expect(discardReview(commandDepsOf(mirror), unknown)).rejects.toMatchObject({ code: "not_found" });
    await expect(getReview(mirror.pool, { ...unknown, sight: sightOf(operator) })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
