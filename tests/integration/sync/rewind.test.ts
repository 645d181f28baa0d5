import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { previewRewind, rewindWatermark } from "@/lib/sync/rewind-watermark";
import { runSlice } from "@/lib/sync/run-slice";
import { rewindAnswerSchema, rewindRequestSchema } from "@/lib/sync/schema/controls";
import { claimNext, commandDepsOf, listAudit, operator, wantDelta, wantFull } from "@/tests/support/commands";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { integrationOf, type Mirror, readValue, remoteIdOf } from "@/tests/support/mirror";

const minute = 60_000;
const day = 24 * 60 * minute;
const endpoint = "/hris/employees";

let mirror: Mirror;
beforeEach(async () => {
  mirror = await startConnectedMirror({ size: 600 });
});
afterEach(() => mirror.stop());

const komboIntegrationId = () => integrationOf(mirror).id;

const ago = (ms: number) => new Date(mirror.clock.now().getTime() - ms);
const wish = (to: Date, path = endpoint) => ({
  komboIntegrationId: komboIntegrationId(),
  endpoint: path,
  to: to.toISOString(),
});
const preview = async (to: Date) => rewindAnswerSchema.parse(await previewRewind(commandDepsOf(mirror), wish(to)));
const rewind = async (to: Date) =>
  rewindAnswerSchema.parse(await rewindWatermark(commandDepsOf(mirror), { ...wish(to), actor: operator }));
const watermark = () =>
  readValue<Date>(mirror.pool, "SELECT watermark FROM endpoint_states WHERE endpoint = $1", [endpoint]);
const newestRun = <Value>(expression: string) =>
  readValue<Value>(
    mirror.pool,
    `SELECT ${expression} FROM sync_runs WHERE endpoint = $1 ORDER BY created_at DESC, id LIMIT 1`,
    [endpoint],
  );

/** Changes three employees without reports, of whom no webhook tells, after `to`. */
async function changeSilently(): Promise<Date> {
  mirror.clock.advance(minute);
  const to = mirror.clock.now();
  mirror.clock.advance(10 * minute);
  const employees = [...mirror.kombo.expectedRecords(komboIntegrationId(), endpoint)].slice(-3);
  for (const employee of employees) {
    mirror.kombo.mutate(
      komboIntegrationId(),
      { kind: "update", model: "hris_employees", remoteId: remoteIdOf(employee), fields: { job_title: "Pilot" } },
      { silent: true },
    );
  }
  mirror.clock.advance(10 * minute);
  return to;
}

describe("rewinding a watermark", () => {
  test("the preview says from when to when and how many records changed since, and changes nothing", async () => {
    const to = await changeSilently();
    await wantDelta(mirror, endpoint);
    await mirror.drain();
    const from = await watermark();
    mirror.clock.advance(minute);
    expect(await preview(to)).toEqual({
      endpoint,
      endpointLabel: "Employees",
      from: from.toISOString(),
      to: to.toISOString(),
      records: 3,
      becomesFullFetch: false,
      runsInProgress: 0,
    });
    expect(await watermark()).toEqual(from);
    expect(await listAudit(mirror)).toEqual([]);
  });

  test("I6: the next delta asks from the time given, and then moves the watermark to its own start", async () => {
    const to = await changeSilently();
    await wantDelta(mirror, endpoint);
    await mirror.drain();
    mirror.clock.advance(minute);
    await rewind(to);
    expect(await watermark()).toEqual(to);
    await mirror.drain();
    expect(await newestRun("mode || ' ' || trigger || ' ' || state || ' ' || received")).toBe(
      "delta manual succeeded 3",
    );
    expect(await newestRun("updated_after")).toEqual(new Date(to.getTime() - 2 * minute));
    expect(await watermark()).toEqual(mirror.clock.now());
    expect(await listAudit(mirror)).toEqual([
      { action: "endpoint.rewind", target: `${komboIntegrationId()} ${endpoint}`, actor: "Olga" },
    ]);
  });

  test.each(["delta", "full"] as const)(
    "I4, I6: a %s in progress writes on, but does not take the watermark past the time given",
    async (mode) => {
      const to = await changeSilently();
      await wantDelta(mirror, endpoint);
      await mirror.drain();
      mirror.clock.advance(minute);
      await (mode === "delta" ? wantDelta(mirror, endpoint) : wantFull(mirror, [endpoint]));
      const running = await claimNext(mirror);
      expect(running.run.mode).toBe(mode);
      mirror.clock.advance(1_000);
      expect(await rewind(to)).toMatchObject({ runsInProgress: 1 });
      // A full fetch gives way to the delta that waits now; without one it goes on to its end.
      while ((await runSlice(mirror.deps, { ...running, wantedSeq: Infinity })).kind !== "completed");
      expect(await newestRun("state")).toBe("succeeded");
      expect(await watermark()).toEqual(to);
      const next = await claimNext(mirror);
      expect(next.run).toMatchObject({ mode: "delta", updatedAfter: new Date(to.getTime() - 2 * minute) });
      expect(await runSlice(mirror.deps, next)).toEqual({ kind: "completed" });
      expect(await watermark()).toEqual(mirror.clock.now());
    },
  );

  test("I15: a time older than Kombo keeps deletions becomes a full fetch, also while another one is open", async () => {
    mirror.clock.advance(20 * day);
    await mirror.drain();
    mirror.clock.advance(minute);
    const to = ago(15 * day);
    expect(await preview(to)).toMatchObject({ becomesFullFetch: true });
    expect(await preview(ago(13 * day))).toMatchObject({ becomesFullFetch: false });
    await wantFull(mirror, [endpoint]);
    const open = await claimNext(mirror);
    mirror.clock.advance(1_000);
    await rewind(to);
    expect(await readValue(mirror.pool, "SELECT last_fetched_from_kombo_at FROM integrations")).toEqual(to);
    expect(await runSlice(mirror.deps, { ...open, wantedSeq: Infinity })).toEqual({ kind: "completed" });
    expect(await watermark()).toEqual(to);
    mirror.clock.advance(1_000);
    await mirror.drain();
    expect(await newestRun("mode || ' ' || state")).toBe("full succeeded");
    expect(await newestRun("id")).not.toBe(open.run.id);
    expect(await watermark()).toEqual(mirror.clock.now());
    expect(
      await readValue(
        mirror.pool,
        "SELECT full_wanted_at IS NULL AND wanted_seq = done_seq FROM endpoint_states WHERE endpoint = $1",
        [endpoint],
      ),
    ).toBe(true);
  });

  test("what cannot be rewound says why: not before the watermark, no watermark, disabled, unknown", async () => {
    await expect(rewind(mirror.clock.now())).rejects.toMatchObject({
      code: "bad_request",
      message: expect.stringMatching(/^to: is not before the watermark, 2026-11-20T09:00/),
    });
    await mirror.pool.query("UPDATE endpoint_states SET enabled = false WHERE endpoint = $1", [endpoint]);
    await expect(rewind(ago(minute))).rejects.toMatchObject({ code: "conflict" });
    await mirror.pool.query("UPDATE endpoint_states SET enabled = true, watermark = NULL WHERE endpoint = $1", [
      endpoint,
    ]);
    await expect(preview(ago(minute))).rejects.toMatchObject({ code: "conflict" });
    const unknown = previewRewind(commandDepsOf(mirror), wish(ago(minute), "/hris/nonsense"));
    await expect(unknown).rejects.toMatchObject({ message: expect.stringMatching(/^endpoint: /) });
    expect(rewindRequestSchema.safeParse({ endpoint, to: "yesterday" }).error?.issues[0]?.path).toEqual(["to"]);
  });
});
