import { afterEach, expect, test } from "vitest";

import { createPrisma } from "@/lib/db/prisma";
import { getRun } from "@/lib/sync/get-run";
import { pauseIntegration } from "@/lib/sync/pause-integration";
import { retryRun } from "@/lib/sync/retry-run";
import { listRuns } from "@/lib/sync/run-rows";
import { runDetailSchema, type RunDetail } from "@/lib/sync/schema";
import { commandDepsOf, listAudit, operator, wantDelta, wantFull } from "@/tests/support/commands";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { integrationOf, type Mirror, readValue } from "@/tests/support/mirror";

const employees = "/hris/employees";
const refused = { kind: "error", status: 400, code: "PLATFORM.INPUT_INVALID", endpoint: employees } as const;
const uuid = /^[\da-f]{8}-[\da-f-]{27}$/;

let mirror: Mirror;
afterEach(() => mirror.stop());

async function detail(id: string): Promise<RunDetail> {
  return runDetailSchema.parse(await getRun({ ...commandDepsOf(mirror), prisma: createPrisma(mirror.pool) }, id));
}

function newestRun(): Promise<string> {
  return readValue(mirror.pool, "SELECT id FROM sync_runs ORDER BY created_at DESC, id DESC LIMIT 1");
}

/** A run that Kombo refused, once and for all. */
async function failRun(want: () => Promise<unknown>): Promise<string> {
  mirror.kombo.setFaults([refused]);
  await want();
  await mirror.drain();
  const [failed] = (await listRuns(mirror.pool, { state: "failed" })).rows;
  if (!failed) throw new Error("No run failed");
  return failed.id;
}

const retry = (runId: string) => retryRun(commandDepsOf(mirror), { runId, actor: operator });

test("a failed full fetch says what Kombo answered and by which request, and its retry succeeds as a run of its own", async () => {
  mirror = await startConnectedMirror();
  const failed = await failRun(() => wantFull(mirror, [employees]));
  const before = await detail(failed);
  expect(before.errorCode).toBe("PLATFORM.INPUT_INVALID");
  expect(before.attempts).toMatchObject([{ status: 400, code: "PLATFORM.INPUT_INVALID", waitMs: 0 }]);
  expect(before.attempts[0]?.requestId).toMatch(uuid);
  expect(before.retryPlan).toMatchObject({ mode: "full", dryRun: false, refusal: null });

  const { runId, joined } = await retry(failed);
  expect(joined).toBe(false);
  await mirror.drain();
  expect(await detail(runId ?? "")).toMatchObject({
    state: "succeeded",
    mode: "full",
    trigger: "manual",
    requestedBy: "Olga",
    retryOf: failed,
    attempts: [],
  });
  expect(await detail(failed)).toMatchObject({ state: "failed", retriedBy: { id: runId, state: "succeeded" } });
  expect(await listAudit(mirror)).toContainEqual({ action: "run.retry", target: failed, actor: "Olga" });
});

test("a failed delta is tried again at once, from the watermark, whatever its endpoint's pace of retries", async () => {
  mirror = await startConnectedMirror();
  const failed = await failRun(() => wantDelta(mirror, employees));
  const watermark = (await detail(failed)).watermark;
  expect((await detail(failed)).retryPlan).toMatchObject({ mode: "delta", since: watermark });

  expect(await retry(failed)).toEqual({ runId: null, joined: false });
  expect(await detail(failed)).toMatchObject({ retryWaits: true, retriedBy: null });
  await mirror.drain();
  const { retriedBy, retryWaits } = await detail(failed);
  expect(retryWaits).toBe(false);
  const retried = await detail(retriedBy?.id ?? "");
  expect(retried).toMatchObject({ state: "succeeded", mode: "delta", trigger: "manual", requestedBy: "Olga" });
  expect(retried.retryOf).toBe(failed);
});

test("two people who retry the same run get one run", async () => {
  mirror = await startConnectedMirror();
  const failed = await failRun(() => wantFull(mirror, [employees]));
  const answers = await Promise.all([retry(failed), retry(failed)]);
  expect(new Set(answers.map(({ runId }) => runId)).size).toBe(1);
  expect(answers.map(({ joined }) => joined).toSorted((a, b) => Number(a) - Number(b))).toEqual([false, true]);
});

test("a run that succeeded, or whose integration is paused, is not tried again, and the answer says why", async () => {
  mirror = await startConnectedMirror();
  await expect(retry(await newestRun())).rejects.toMatchObject({ code: "conflict" });
  const failed = await failRun(() => wantFull(mirror, [employees]));
  await pauseIntegration(commandDepsOf(mirror), { komboIntegrationId: integrationOf(mirror).id, actor: operator });
  expect((await detail(failed)).retryPlan?.refusal).toMatch(/paused/);
  await expect(retry(failed)).rejects.toMatchObject({ code: "conflict", message: expect.stringMatching(/paused/) });
});

test("a page keeps the attempts before it and how long each made it wait, over slices and a rate limit", async () => {
  mirror = await startConnectedMirror();
  const times = { endpoint: employees, times: 1 };
  mirror.kombo.setFaults([
    { kind: "error", status: 502, code: null, ...times },
    { kind: "rate-limited", header: "retry-after", ...times },
  ]);
  await wantFull(mirror, [employees]);
  await mirror.drain();
  const { id, until } = await findLimited();
  mirror.clock.advance(until.getTime() - mirror.clock.now().getTime());
  await mirror.drain();

  const run = await detail(id);
  expect(run).toMatchObject({ state: "succeeded", attempts: [] });
  expect(run.pageEntries.flatMap(({ attempts }) => attempts)).toMatchObject([
    { status: 502, code: "HTTP_502", waitMs: expect.any(Number) },
    { status: 429, code: "PLATFORM.RATE_LIMIT_EXCEEDED" },
  ]);
  const [backedOff, told] = run.pageEntries.flatMap(({ attempts }) => attempts);
  expect(backedOff?.waitMs).toBeGreaterThan(0);
  expect(told?.waitMs).toBe(until.getTime() - new Date(told?.at ?? "").getTime());
  expect((await listRuns(mirror.pool, { state: "rate_limited" })).rows).toEqual([]);
});

/** The one run that waits for Kombo's limit, as the list finds it. */
async function findLimited(): Promise<{ id: string; until: Date }> {
  const { rows } = await listRuns(mirror.pool, { state: "rate_limited" });
  expect(rows).toMatchObject([{ endpoint: employees, state: "running", waitingUntil: expect.any(String) }]);
  return { id: rows[0]?.id ?? "", until: new Date(rows[0]?.waitingUntil ?? "") };
}
