import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { withTransaction } from "@/lib/db/transaction";
import { claimWork } from "@/lib/sync/claim-work";
import { fence, LeaseLostError } from "@/lib/sync/lease";
import { runSlice } from "@/lib/sync/run-slice";
import { claimNext, wantDelta, wantFull } from "@/tests/support/commands";
import { expectEndpointEqual } from "@/tests/support/expect-truth";
import {
  acme,
  idOf,
  integrationOf,
  type Mirror,
  readMirror,
  readValue,
  remoteIdOf,
  startMirror,
} from "@/tests/support/mirror";

const minute = 60_000;
const day = 24 * 60 * minute;

let mirror: Mirror;
beforeEach(async () => {
  mirror = await startMirror({ size: 600, integrations: [acme] });
});
afterEach(() => mirror.stop());

const endpoint = "/hris/employees";
const state = <Value>(column: string) =>
  readValue<Value>(mirror.pool, `SELECT ${column} FROM endpoint_states WHERE endpoint = $1`, [endpoint]);

describe("the lease (I4)", () => {
  test("I4: of many processes that claim at the same instant one gets the endpoint", async () => {
    await mirror.connect();
    await wantDelta(mirror, endpoint);
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => claimWork(mirror.deps)));
    expect(outcomes.filter(({ kind }) => kind === "claimed")).toHaveLength(1);
  });

  test("I4: whoever lost the lease writes nothing, and the run goes on under the next owner", async () => {
    await mirror.connect();
    mirror.clock.advance(minute);
    await wantFull(mirror, [endpoint]);
    const lost = await claimNext(mirror);
    const pagesBefore = await readValue<number>(mirror.pool, "SELECT count(*)::int FROM run_pages");
    mirror.clock.advance(2 * minute);
    const taken = await claimNext(mirror);
    expect(taken.run.id).toBe(lost.run.id);
    expect(taken.token).not.toBe(lost.token);
    expect(await runSlice(mirror.deps, lost)).toEqual({ kind: "lost" });
    expect(await readValue(mirror.pool, "SELECT count(*)::int FROM run_pages")).toBe(pagesBefore);
    expect(await runSlice(mirror.deps, taken)).toEqual({ kind: "completed" });
  });

  test("I4: a token that is not the owner's opens no transaction", async () => {
    await mirror.connect();
    await wantDelta(mirror, endpoint);
    const mine = await claimNext(mirror);
    const forged = { ...mine, token: randomUUID() };
    await expect(withTransaction(mirror.pool, (tx) => fence(tx, forged))).rejects.toThrow(LeaseLostError);
    expect(await runSlice(mirror.deps, mine)).toEqual({ kind: "completed" });
  });
});

describe("the watermark (I6, I15, I16)", () => {
  test("I6: a failed fetch never moves the watermark nor serves the mark; the next run does both", async () => {
    await mirror.connect();
    const before = await state<Date>("watermark");
    mirror.clock.advance(10 * minute);
    mirror.kombo.setFaults([{ kind: "error", status: 400, code: "PLATFORM.INPUT_INVALID", endpoint, times: 1 }]);
    await wantDelta(mirror, endpoint);
    await mirror.drain();
    expect(await readValue(mirror.pool, "SELECT state FROM sync_runs ORDER BY created_at DESC LIMIT 1")).toBe("failed");
    expect(await state("watermark")).toEqual(before);
    expect(await state("wanted_seq > done_seq")).toBe(true);
    mirror.clock.advance(10 * minute);
    const sentAt = mirror.clock.now();
    await mirror.drain();
    expect(await state("watermark")).toEqual(sentAt);
    expect(await state("wanted_seq = done_seq AND dirty_since IS NULL AND consecutive_failures = 0")).toBe(true);
  });

  test("I6: a run over several slices keeps the time of its first request, whatever failed between", async () => {
    await mirror.connect();
    mirror.clock.advance(10 * minute);
    mirror.kombo.setFaults([{ kind: "html", status: 502, endpoint, after: 1, times: 3 }]);
    await wantFull(mirror, [endpoint]);
    const sentAt = mirror.clock.now();
    const first = await claimNext(mirror);
    expect(await runSlice(mirror.deps, first)).toEqual({ kind: "failed", code: "HTTP_502", isFinal: false });
    expect(await readValue(mirror.pool, "SELECT pages FROM sync_runs WHERE id = $1", [first.run.id])).toBe(1);
    mirror.clock.advance(30 * minute);
    await mirror.drain();
    const run = "FROM sync_runs WHERE id = $1";
    expect(await readValue(mirror.pool, `SELECT state ${run}`, [first.run.id])).toBe("succeeded");
    expect(await readValue(mirror.pool, `SELECT received ${run}`, [first.run.id])).toBe(600);
    expect(await readValue(mirror.pool, `SELECT slices ${run}`, [first.run.id])).toBe(2);
    expect(await state("watermark")).toEqual(sentAt);
  });

  test("I6: a change that arrives during a run is served by the run after it", async () => {
    await mirror.connect();
    mirror.clock.advance(minute);
    await wantDelta(mirror, endpoint);
    const running = await claimNext(mirror);
    for (let webhook = 0; webhook < 20; webhook++) await wantDelta(mirror, endpoint);
    expect(await runSlice(mirror.deps, running)).toEqual({ kind: "completed" });
    expect(await state("wanted_seq - done_seq")).toBe("20");
    const before = await readValue<number>(mirror.pool, "SELECT count(*)::int FROM sync_runs");
    await mirror.drain();
    expect(await readValue(mirror.pool, "SELECT count(*)::int FROM sync_runs")).toBe(before + 1);
    expect(await state("wanted_seq = done_seq")).toBe(true);
  });

  test("I15: a watermark older than 14 days makes the delta a full fetch", async () => {
    await mirror.connect();
    mirror.clock.advance(15 * day);
    await wantDelta(mirror, endpoint);
    await mirror.drain();
    const newest = "SELECT mode FROM sync_runs WHERE endpoint = $1 ORDER BY created_at DESC LIMIT 1";
    expect(await readValue(mirror.pool, newest, [endpoint])).toBe("full");
    expect(await state("watermark")).toEqual(mirror.clock.now());
  });

  test("I15, I13: while the first full fetch is open a delta asks from its start, goes first, and moves no watermark", async () => {
    mirror.kombo.setFaults([{ kind: "html", status: 502, endpoint, after: 1, times: 3 }]);
    await mirror.connect();
    const startedAt = await readValue<Date>(mirror.pool, "SELECT fetch_started_at FROM sync_runs WHERE endpoint = $1", [
      endpoint,
    ]);
    expect(await state("watermark")).toBeNull();
    mirror.clock.advance(30 * minute);
    await wantDelta(mirror, endpoint);
    const delta = await claimNext(mirror);
    expect(delta.run.mode).toBe("delta");
    expect(delta.run.updatedAfter?.getTime()).toBe(startedAt.getTime() - 2 * minute);
    expect(await runSlice(mirror.deps, delta)).toEqual({ kind: "completed" });
    expect(await state("watermark")).toBeNull();
    await mirror.drain();
    expect(await state("watermark")).toEqual(startedAt);
  });

  test("I16: the first full fetch counts only when it is complete", async () => {
    mirror.kombo.setFaults([{ kind: "error", status: 400, code: "SOME.NEW_CODE", endpoint, times: 1 }]);
    await mirror.connect();
    expect(await state("last_full_fetch_at IS NULL AND last_succeeded_at IS NULL AND watermark IS NULL")).toBe(true);
    expect(await readValue(mirror.pool, "SELECT last_fetched_from_kombo_at IS NULL FROM integrations")).toBe(true);
    mirror.clock.advance(10 * minute);
    await mirror.drain();
    expect(await state("last_full_fetch_at IS NOT NULL")).toBe(true);
    expect(await readValue(mirror.pool, "SELECT last_fetched_from_kombo_at IS NOT NULL FROM integrations")).toBe(true);
  });
});

describe("what Kombo does to a pass", () => {
  test("a rejected cursor restarts the pass once, under the same run and the same fetch start", async () => {
    await mirror.connect();
    mirror.clock.advance(minute);
    mirror.kombo.setFaults([{ kind: "cursor-rejected", endpoint, times: 1 }]);
    await wantFull(mirror, [endpoint]);
    const sentAt = mirror.clock.now();
    await mirror.drain();
    const newest = "FROM sync_runs ORDER BY created_at DESC LIMIT 1";
    expect(await readValue(mirror.pool, `SELECT state || ' ' || restarts ${newest}`)).toBe("succeeded 1");
    expect(await state("watermark")).toEqual(sentAt);
    mirror.kombo.setFaults([{ kind: "cursor-rejected", endpoint, times: 2 }]);
    mirror.clock.advance(minute);
    await wantFull(mirror, [endpoint]);
    await mirror.drain();
    expect(await readValue(mirror.pool, `SELECT state ${newest}`)).toBe("failed");
  });

  test("I17: a 429 makes the whole key wait until the time it names, and fails nothing", async () => {
    await mirror.connect();
    mirror.clock.advance(minute);
    mirror.kombo.setFaults([{ kind: "rate-limited", endpoint, times: 1 }]);
    await wantDelta(mirror, endpoint);
    await mirror.drain();
    expect(await readValue(mirror.pool, "SELECT state FROM sync_runs ORDER BY created_at DESC LIMIT 1")).toBe(
      "running",
    );
    const blockedUntil = await readValue<Date>(mirror.pool, "SELECT blocked_until FROM kombo_keys");
    expect(blockedUntil.getTime()).toBeGreaterThan(mirror.clock.now().getTime());
    const requests = mirror.kombo.requests.length;
    await mirror.drain();
    expect(mirror.kombo.requests).toHaveLength(requests);
    mirror.clock.advance(blockedUntil.getTime() - mirror.clock.now().getTime() + 1);
    await mirror.drain();
    expect(await readValue(mirror.pool, "SELECT state FROM sync_runs ORDER BY created_at DESC LIMIT 1")).toBe(
      "succeeded",
    );
  });

  test("I14: a record without an id and a repeated one are counted, kept aside, and stop nothing", async () => {
    mirror.kombo.setFaults([
      { kind: "missing-field", field: "id", endpoint, times: 1 },
      { kind: "repeated-record", endpoint, after: 1, times: 1 },
    ]);
    await mirror.connect();
    const run = "FROM sync_runs WHERE endpoint = $1";
    expect(await readValue(mirror.pool, `SELECT state ${run}`, [endpoint])).toBe("succeeded");
    expect(await readValue(mirror.pool, `SELECT invalid || ' ' || stale || ' ' || received ${run}`, [endpoint])).toBe(
      "1 1 601",
    );
    expect(await readValue(mirror.pool, "SELECT cause FROM invalid_records")).toBe("id: missing, or not a text");
    expect((await readMirror(mirror.pool, integrationOf(mirror).id, endpoint)).size).toBe(599);
  });

  test("I15: a full fetch made for marks stays wanted until it is complete, whoever serves its marks meanwhile", async () => {
    await mirror.connect();
    await mirror.pool.query("UPDATE endpoint_states SET watermark = $2 WHERE endpoint = $1", [
      endpoint,
      new Date(mirror.clock.now().getTime() - 20 * day),
    ]);
    await wantDelta(mirror, endpoint);
    const claim = await claimNext(mirror);
    expect(claim.run.mode).toBe("full");
    expect(await state("full_wanted_at")).toEqual(mirror.clock.now());
    expect(await runSlice(mirror.deps, claim)).toEqual({ kind: "completed" });
    expect(await state("full_wanted_at")).toBeNull();
  });

  test("I6: a watermark of the future, set while a clock was wrong, is set right by a full fetch and loses no change", async () => {
    await mirror.connect();
    await mirror.pool.query("UPDATE endpoint_states SET watermark = $2 WHERE endpoint = $1", [
      endpoint,
      new Date(mirror.clock.now().getTime() + day),
    ]);
    const [record] = [...mirror.kombo.expectedRecords(integrationOf(mirror).id, endpoint)];
    mirror.clock.advance(minute);
    const fields = { job_title: "Pilot" };
    const remoteId = remoteIdOf(record);
    mirror.kombo.mutate(integrationOf(mirror).id, { kind: "update", model: "hris_employees", remoteId, fields });
    await mirror.deliverWebhooks();
    await mirror.drain();
    expect(await state("watermark")).toEqual(mirror.clock.now());
    expect((await readMirror(mirror.pool, integrationOf(mirror).id, endpoint)).get(idOf(record))).toMatchObject({
      data: fields,
    });
  });

  test("I7: a record dated in the future, written while a clock was wrong, is brought up to date, and its date set right", async () => {
    await mirror.connect();
    const later = new Date(mirror.clock.now().getTime() + day);
    await mirror.pool.query("UPDATE records SET fetched_at = $2 WHERE endpoint = $1", [endpoint, later]);
    const [record] = [...mirror.kombo.expectedRecords(integrationOf(mirror).id, endpoint)];
    mirror.clock.advance(minute);
    const fields = { job_title: "Pilot" };
    const change = { kind: "update", model: "hris_employees", remoteId: remoteIdOf(record), fields } as const;
    mirror.kombo.mutate(integrationOf(mirror).id, change);
    await mirror.deliverWebhooks();
    await mirror.drain();
    const stored = await readMirror(mirror.pool, integrationOf(mirror).id, endpoint);
    expect(stored.get(idOf(record))).toMatchObject({ data: fields });

    await wantFull(mirror, [endpoint]);
    await mirror.drain();
    const misdated = "SELECT count(*)::int FROM records WHERE endpoint = $1 AND fetched_at > $2";
    expect(await readValue(mirror.pool, misdated, [endpoint, mirror.clock.now()])).toBe(0);
    const updates = "SELECT count(*)::int FROM record_changes WHERE model = 'hris_employees' AND kind = 'updated'";
    expect(await readValue(mirror.pool, updates)).toBe(1);
    await expectEndpointEqual(mirror, integrationOf(mirror).id, endpoint);
  });

  test("I14: a record nested deeper than a stack may hold is kept aside by its id, and stops nothing", async () => {
    await mirror.connect();
    const [record] = [...mirror.kombo.expectedRecords(integrationOf(mirror).id, endpoint)];
    mirror.clock.advance(minute);
    mirror.kombo.mutate(integrationOf(mirror).id, {
      kind: "update",
      model: "hris_employees",
      remoteId: remoteIdOf(record),
      fields: { custom_fields: JSON.parse(`{"a":${"[".repeat(1_000)}${"]".repeat(1_000)}}`) },
    });
    await mirror.deliverWebhooks();
    await mirror.drain();
    const newest = "FROM sync_runs WHERE endpoint = $1 ORDER BY created_at DESC LIMIT 1";
    expect(await readValue(mirror.pool, `SELECT state || ' ' || invalid ${newest}`, [endpoint])).toBe("succeeded 1");
    expect(await readValue(mirror.pool, "SELECT cause FROM invalid_records")).toBe("nested deeper than 200");
    expect(await readValue(mirror.pool, "SELECT data FROM invalid_records")).toEqual({ id: idOf(record) });
  });

  test("I8: a deletion becomes a tombstone and can come back, each with its change", async () => {
    await mirror.connect();
    const [record] = [...mirror.kombo.expectedRecords(integrationOf(mirror).id, "/hris/locations")];
    const remoteId = remoteIdOf(record);
    for (const kind of ["delete", "undelete"] as const) {
      mirror.clock.advance(minute);
      mirror.kombo.mutate(integrationOf(mirror).id, { kind, model: "hris_locations", remoteId });
      await mirror.deliverWebhooks();
      await mirror.drain();
    }
    expect(
      await readValue(
        mirror.pool,
        "SELECT array_agg(kind ORDER BY seq) FROM record_changes WHERE model = 'hris_locations' AND kombo_id = $1",
        [record?.["id"]],
      ),
    ).toEqual(["created", "deleted", "restored"]);
  });

  test("I10: what a hand edited or removed in Postgres is repaired by the next full fetch and reported", async () => {
    await mirror.connect();
    const ids = [...(await readMirror(mirror.pool, integrationOf(mirror).id, endpoint)).keys()];
    const [edited, removed] = ids;
    await mirror.pool.query(
      "UPDATE records SET data = jsonb_set(data, '{first_name}', '\"Hand\"') WHERE model = 'hris_employees' AND kombo_id = $1",
      [edited],
    );
    await mirror.pool.query("DELETE FROM records WHERE model = 'hris_employees' AND kombo_id = $1", [removed]);
    mirror.clock.advance(minute);
    await wantFull(mirror, [endpoint]);
    await mirror.drain();
    const drift =
      "SELECT drift FROM record_changes WHERE kombo_id = $1 AND model = 'hris_employees' ORDER BY seq DESC LIMIT 1";
    expect(await readValue(mirror.pool, drift, [edited])).toBe("local_edit");
    expect(await readValue(mirror.pool, drift, [removed])).toBe("local_delete");
    const expected = [...mirror.kombo.expectedRecords(integrationOf(mirror).id, endpoint)];
    const mirrored = await readMirror(mirror.pool, integrationOf(mirror).id, endpoint);
    for (const record of expected) expect(mirrored.get(idOf(record))?.data).toEqual(record);
    expect(await state("live_records")).toBe(expected.filter((record) => record["remote_deleted_at"] === null).length);
  });

  test("a dry run counts what it would do and changes nothing but its own log", async () => {
    await mirror.connect();
    const watermark = await state<Date>("watermark");
    mirror.clock.advance(minute);
    mirror.kombo.mutate(integrationOf(mirror).id, { kind: "create", model: "hris_employees" }, { silent: true });
    await wantFull(mirror, [endpoint], { dryRun: true });
    await mirror.drain();
    expect(await readValue(mirror.pool, "SELECT state || ' ' || created FROM sync_runs WHERE dry_run")).toBe(
      "succeeded 1",
    );
    expect(await readValue(mirror.pool, "SELECT count(*)::int FROM records WHERE model = 'hris_employees'")).toBe(600);
    expect(await state("watermark")).toEqual(watermark);
  });

  test("an endpoint the tool does not offer says so, and holds nothing else up", async () => {
    const tool = {
      category: "HRIS" as const,
      tool: "workday",
      organizationName: "Beta",
      unavailableModels: ["hris_timesheets"],
    };
    mirror.kombo.createIntegration(tool);
    await mirror.deliverWebhooks();
    await mirror.drain();
    const reason = "SELECT unavailable_reason FROM endpoint_states WHERE endpoint = '/hris/timesheets'";
    expect(await readValue(mirror.pool, reason)).toBe("INTEGRATION.MODEL_NOT_AVAILABLE");
    expect(await readValue(mirror.pool, "SELECT last_fetched_from_kombo_at IS NOT NULL FROM integrations")).toBe(true);
  });

  test("catch-up: a delta runs where none ran for six hours, a full fetch where the last is older than eight days", async () => {
    await mirror.connect();
    const before = await readValue<number>(mirror.pool, "SELECT count(*)::int FROM sync_runs");
    mirror.clock.advance(5 * 60 * minute);
    await mirror.drain();
    expect(await readValue(mirror.pool, "SELECT count(*)::int FROM sync_runs")).toBe(before);
    mirror.clock.advance(61 * minute);
    await mirror.drain();
    const count = "SELECT count(*)::int FROM sync_runs WHERE trigger = 'catch_up' AND mode = $1";
    expect(await readValue(mirror.pool, count, ["delta"])).toBe(13);
    mirror.clock.advance(8 * day);
    await mirror.drain();
    expect(await readValue(mirror.pool, count, ["full"])).toBe(13);
  });
});
