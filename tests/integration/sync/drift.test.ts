import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { createPrisma } from "@/lib/db/prisma";
import { listRunChanges } from "@/lib/mirror/change-rows";
import { getRun } from "@/lib/sync/get-run";
import { commandDepsOf, wantFull } from "@/tests/support/commands";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { integrationOf, type Mirror, readValue, remoteIdOf } from "@/tests/support/mirror";

const minute = 60_000;
const hour = 60 * minute;
const endpoint = "/hris/employees";

let mirror: Mirror;
let komboIntegrationId: string;
beforeEach(async () => {
  mirror = await startConnectedMirror({ size: 20 });
  komboIntegrationId = integrationOf(mirror).id;
});
afterEach(() => mirror.stop());

/** Somebody's title changes, and no webhook says so. */
function changeSilently(count: number): void {
  const employees = [...mirror.kombo.expectedRecords(komboIntegrationId, endpoint)].slice(0, count);
  for (const employee of employees) {
    const update = { kind: "update", model: "hris_employees", remoteId: remoteIdOf(employee) } as const;
    mirror.kombo.mutate(komboIntegrationId, { ...update, fields: { job_title: "Unannounced" } }, { silent: true });
  }
}

async function fetchFully() {
  await wantFull(mirror, [endpoint]);
  await mirror.drain();
  return newestRun();
}

async function newestRun() {
  const id = await readValue<string>(
    mirror.pool,
    "SELECT id FROM sync_runs WHERE endpoint = $1 ORDER BY created_at DESC, started_at DESC LIMIT 1",
    [endpoint],
  );
  return getRun({ ...commandDepsOf(mirror), prisma: createPrisma(mirror.pool) }, id);
}

describe("what nothing had brought", () => {
  test("the first full fetch misses nothing: there was nothing before it", async () => {
    expect(await newestRun()).toMatchObject({ mode: "full", drift: [], missedWebhooks: null });
  });

  test("changes that no webhook announced are counted as missed webhooks, by a full fetch and by a catch-up", async () => {
    changeSilently(3);
    mirror.clock.advance(minute);
    expect(await fetchFully()).toMatchObject({ mode: "full", updated: 3, missedWebhooks: 3 });
    changeSilently(2);
    mirror.clock.advance(7 * hour);
    await mirror.drain();
    const run = await newestRun();
    expect(run).toMatchObject({ mode: "delta", trigger: "catch_up", missedWebhooks: run.updated });
  });

  test("an announced change is no missed webhook, even when its webhook comes a little late", async () => {
    changeSilently(1);
    mirror.clock.advance(minute);
    const run = await fetchFully();
    expect(run.missedWebhooks).toBe(1);
    mirror.kombo.announce(komboIntegrationId, ["hris_employees"]);
    await mirror.deliverWebhooks();
    expect(await getRun({ ...commandDepsOf(mirror), prisma: createPrisma(mirror.pool) }, run.id)).toMatchObject({
      missedWebhooks: 0,
    });
  });

  test("I10: rows edited or removed by hand are repaired, counted by kind, listed, and are nobody's missed webhook", async () => {
    await mirror.pool.query(
      `UPDATE records SET data = jsonb_set(data, '{job_title}', '"By hand"') WHERE ctid IN
         (SELECT ctid FROM records WHERE endpoint = $1 ORDER BY kombo_id LIMIT 2)`,
      [endpoint],
    );
    await mirror.pool.query(
      "DELETE FROM records WHERE ctid IN (SELECT ctid FROM records WHERE endpoint = $1 ORDER BY kombo_id DESC LIMIT 1)",
      [endpoint],
    );
    const run = await fetchFully();
    expect(run.drift).toEqual([
      { kind: "local_edit", records: 2 },
      { kind: "local_delete", records: 1 },
    ]);
    expect(run.missedWebhooks).toBe(0);
    const sight = { personal: false, high: false };
    const edited = await listRunChanges(mirror.pool, { runId: run.id, drift: "local_edit", sight });
    expect(edited.rows.map(({ drift }) => drift)).toEqual(["local_edit", "local_edit"]);
  });

  test("what deltas should have brought and did not is a missed update", async () => {
    changeSilently(2);
    mirror.clock.advance(minute);
    // A watermark moved past a change by hand: deltas never ask for it again.
    await mirror.pool.query("UPDATE endpoint_states SET watermark = $1", [mirror.clock.now()]);
    mirror.clock.advance(minute);
    expect(await fetchFully()).toMatchObject({ drift: [{ kind: "missed_update", records: 2 }], missedWebhooks: 2 });
  });
});
