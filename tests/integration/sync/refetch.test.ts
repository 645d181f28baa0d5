import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { createPrisma } from "@/lib/db/prisma";
import { claimWork } from "@/lib/sync/claim-work";
import { getRun } from "@/lib/sync/get-run";
import { refetchRecord } from "@/lib/sync/refetch-record";
import { runSlice } from "@/lib/sync/run-slice";
import { runDetailSchema } from "@/lib/sync/schema";
import { refetchAnswerSchema } from "@/lib/sync/schema/controls";
import { aroundPages, claimNext, commandDepsOf, listAudit, operator, wantFull } from "@/tests/support/commands";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { idOf, integrationOf, type Mirror, readValue, remoteIdOf } from "@/tests/support/mirror";

const minute = 60_000;
const endpoint = "/hris/employees";
const model = "hris_employees";

let mirror: Mirror;
beforeEach(async () => {
  mirror = await startConnectedMirror({ size: 600 });
});
afterEach(() => mirror.stop());

const komboIntegrationId = () => integrationOf(mirror).id;

const employee = (index: number) => [...mirror.kombo.expectedRecords(komboIntegrationId(), endpoint)][index];
const refetch = async (komboId: string, ofModel = model) =>
  refetchAnswerSchema.parse(
    await refetchRecord(commandDepsOf(mirror), {
      actor: operator,
      komboIntegrationId: komboIntegrationId(),
      model: ofModel,
      komboId,
    }),
  ).run;
const detail = async (id: string) =>
  runDetailSchema.parse(await getRun({ ...commandDepsOf(mirror), prisma: createPrisma(mirror.pool) }, id));
const stored = <Value>(expression: string, komboId: string) =>
  readValue<Value>(mirror.pool, `SELECT ${expression} FROM records WHERE model = $1 AND kombo_id = $2`, [
    model,
    komboId,
  ]);
const history = (komboId: string) =>
  readValue(mirror.pool, "SELECT array_agg(kind ORDER BY seq) FROM record_changes WHERE model = $1 AND kombo_id = $2", [
    model,
    komboId,
  ]);
const endpointState = () =>
  readValue(
    mirror.pool,
    "SELECT jsonb_build_array(watermark, wanted_seq, done_seq, last_full_fetch_at, last_succeeded_at) FROM endpoint_states WHERE endpoint = $1",
    [endpoint],
  );

function mutateSilently(kind: "update" | "delete", index: number): void {
  const remoteId = remoteIdOf(employee(index));
  const mutation =
    kind === "update" ? { kind, model, remoteId, fields: { job_title: "Pilot" } } : { kind, model, remoteId };
  mirror.kombo.mutate(komboIntegrationId(), mutation, { silent: true });
}

describe("refetching one record", () => {
  test("I6, I8: what Kombo returns lands in the record and its history, and nothing else of the endpoint moves", async () => {
    const id = idOf(employee(599));
    const before = await endpointState();
    mutateSilently("update", 599);
    mutateSilently("update", 598);
    const run = await refetch(id);
    await mirror.drain();
    expect(await stored("data ->> 'job_title'", id)).toBe("Pilot");
    expect(await stored("data ->> 'job_title' = 'Pilot'", idOf(employee(598)))).not.toBe(true);
    expect(await history(id)).toEqual(["created", "updated"]);
    expect(await detail(run.id)).toMatchObject({
      mode: "ids",
      trigger: "refetch",
      state: "succeeded",
      requestedBy: "Olga",
      received: 1,
      updated: 1,
      causes: [],
      wantedIds: [{ komboId: id, outcome: "present" }],
    });
    expect(await endpointState()).toEqual(before);
    const asked = mirror.kombo.requests.filter(({ query }) => new URLSearchParams(query).get("ids") === id);
    expect(asked.map(({ query }) => new URLSearchParams(query).get("include_deleted"))).toEqual(["true"]);
    expect(await listAudit(mirror)).toEqual([
      { action: "record.refetch", target: `${komboIntegrationId()} ${model} ${id}`, actor: "Olga" },
    ]);
  });

  test("I8: a record Kombo says is deleted becomes a tombstone", async () => {
    const id = idOf(employee(599));
    mutateSilently("delete", 599);
    await refetch(id);
    await mirror.drain();
    expect(await stored("deleted_reason", id)).toBe("remote");
    expect(await history(id)).toEqual(["created", "deleted"]);
  });

  test.each([
    ["an empty answer", false],
    ["a 404", true],
  ])("I9: %s is absence, no deletion: the record stays and the run says so", async (_, is404) => {
    const id = idOf(employee(599));
    const unknown = "A".repeat(24);
    await mirror.pool.query("UPDATE records SET kombo_id = $2 WHERE model = $3 AND kombo_id = $1", [
      id,
      unknown,
      model,
    ]);
    if (is404) mirror.kombo.setFaults([{ kind: "error", status: 404, code: "PLATFORM.NOT_FOUND", endpoint, times: 1 }]);
    const run = await refetch(unknown);
    await mirror.drain();
    expect(await detail(run.id)).toMatchObject({
      state: "succeeded",
      received: 0,
      requests: 1,
      wantedIds: [{ komboId: unknown, outcome: "absent" }],
    });
    expect(await stored("deleted_at", unknown)).toBeNull();
  });

  test("I4, I13: many that Kombo answers 404 for are asked for in slices that end in time, and each makes progress", async () => {
    const run = await refetch(idOf(employee(0)));
    await mirror.pool.query(
      "INSERT INTO run_wanted_ids (run_id, kombo_id, wanted_at) SELECT $1, 'unknown' || n, $2 FROM generate_series(1, 40) n",
      [run.id, mirror.clock.now()],
    );
    const unasked = "SELECT count(*)::int FROM run_wanted_ids WHERE run_id = $1 AND outcome IS NULL";
    mirror.kombo.setFaults([{ kind: "error", status: 404, code: "PLATFORM.NOT_FOUND", endpoint, times: 1_000 }]);
    const slow = aroundPages(mirror, { before: async () => mirror.clock.advance(3_000) });
    for (let left = 41, slices = 0; left > 0; slices++) {
      expect(slices).toBeLessThan(41);
      const startedAt = mirror.clock.now().getTime();
      const { kind } = await runSlice(slow, await claimNext(mirror));
      // The lease of a minute is not over.
      expect(mirror.clock.now().getTime() - startedAt).toBeLessThan(45_000);
      const leftNow = await readValue<number>(mirror.pool, unasked, [run.id]);
      expect(leftNow).toBeLessThan(left);
      left = leftNow;
      expect(left === 0 || kind === "yielded").toBe(true);
    }
    await mirror.drain();
    expect((await detail(run.id)).state).toBe("succeeded");
  });

  test("I4: it waits for the lease of a running slice, goes before the next one of a full fetch, and joins a queued one", async () => {
    await wantFull(mirror, [endpoint]);
    const running = await claimNext(mirror);
    mutateSilently("update", 599);
    const first = await refetch(idOf(employee(599)));
    expect((await claimWork(mirror.deps)).kind).toBe("idle");
    expect(await refetch(idOf(employee(598)))).toEqual({ id: first.id, joined: true });
    mirror.kombo.setFaults([{ kind: "html", status: 502, endpoint, after: 1, times: 3 }]);
    expect(await runSlice(mirror.deps, running)).toMatchObject({ kind: "failed", isFinal: false });
    const next = await claimNext(mirror);
    expect(next.run).toMatchObject({ id: first.id, mode: "ids" });
    expect(await runSlice(mirror.deps, next)).toEqual({ kind: "completed" });
    expect((await detail(first.id)).wantedIds.map(({ outcome }) => outcome)).toEqual(["present", "present"]);
    mirror.clock.advance(30 * minute);
    await mirror.drain();
    expect(
      await readValue(mirror.pool, "SELECT array_agg(DISTINCT state) FROM sync_runs WHERE endpoint = $1", [endpoint]),
    ).toEqual(["succeeded"]);
  });

  test("a record wanted again while the question is on its way is asked for again by the same run", async () => {
    const id = idOf(employee(599));
    const run = await refetch(id);
    const claim = await claimNext(mirror);
    let asked = 0;
    const deps = aroundPages(mirror, {
      async after(number) {
        asked = number;
        if (number > 1) return;
        mirror.clock.advance(1_000);
        mutateSilently("update", 599);
        expect(await refetch(id)).toEqual({ id: run.id, joined: true });
      },
    });
    expect(await runSlice(deps, claim)).toEqual({ kind: "completed" });
    expect(asked).toBe(2);
    expect(await stored("data ->> 'job_title'", id)).toBe("Pilot");
  });

  test("I4: whoever lost the lease writes nothing", async () => {
    const id = idOf(employee(599));
    mutateSilently("update", 599);
    await refetch(id);
    const lost = await claimNext(mirror);
    mirror.clock.advance(2 * minute);
    const taken = await claimNext(mirror);
    expect(await runSlice(mirror.deps, lost)).toEqual({ kind: "lost" });
    expect(await history(id)).toEqual(["created"]);
    expect(await runSlice(mirror.deps, taken)).toEqual({ kind: "completed" });
    expect(await history(id)).toEqual(["created", "updated"]);
  });

  test("a failure of the question does not make the endpoint failing", async () => {
    mirror.kombo.setFaults([{ kind: "error", status: 400, code: "PLATFORM.INPUT_INVALID", endpoint, times: 1 }]);
    const run = await refetch(idOf(employee(0)));
    await mirror.drain();
    expect(await detail(run.id)).toMatchObject({ state: "failed", errorCode: "PLATFORM.INPUT_INVALID" });
    const failures = "SELECT consecutive_failures FROM endpoint_states WHERE endpoint = $1";
    expect(await readValue(mirror.pool, failures, [endpoint])).toBe(0);
  });

  test("what cannot be asked for says why", async () => {
    await expect(refetch("x", "hris_nonsense")).rejects.toMatchObject({ message: expect.stringMatching(/^model: /) });
    await expect(refetch("x", "ats_jobs")).rejects.toMatchObject({ message: expect.stringMatching(/^model: /) });
    await expect(refetch("a,b")).rejects.toMatchObject({ message: expect.stringMatching(/^id: /) });
    await mirror.pool.query("UPDATE integrations SET paused_at = $1", [mirror.clock.now()]);
    await expect(refetch("x")).rejects.toMatchObject({ code: "conflict", message: expect.stringMatching(/paused/) });
  });
});
