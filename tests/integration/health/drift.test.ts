import { afterEach, beforeEach, expect, test } from "vitest";

import { getDrift } from "@/lib/health/drift";
import type { DriftFilters } from "@/lib/health/schema/drift";
import { leaveForgotten, wantFull } from "@/tests/support/commands";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { integrationOf, type Mirror, remoteIdOf } from "@/tests/support/mirror";

const minute = 60_000;
const day = 24 * 60 * minute;
const endpoint = "/hris/employees";

let mirror: Mirror;
let komboIntegrationId: string;
beforeEach(async () => {
  mirror = await startConnectedMirror({ size: 30 });
  komboIntegrationId = integrationOf(mirror).id;
});
afterEach(() => mirror.stop());

const drift = (filters: DriftFilters = {}) => getDrift(mirror.pool, filters, mirror.clock.now());

async function fetchFully(): Promise<void> {
  mirror.clock.advance(minute);
  await wantFull(mirror, [endpoint]);
  await mirror.drain();
}

/** Changes that are older than the watermark by the time a full fetch finds them: no delta can bring them. */
async function missUpdates(count: number): Promise<void> {
  for (const employee of [...mirror.kombo.expectedRecords(komboIntegrationId, endpoint)].slice(0, count)) {
    const update = { kind: "update", model: "hris_employees", remoteId: remoteIdOf(employee) } as const;
    mirror.kombo.mutate(komboIntegrationId, { ...update, fields: { job_title: "Missed" } }, { silent: true });
  }
  await mirror.pool.query(
    "UPDATE endpoint_states SET watermark = $1::timestamptz + interval '30 minutes' WHERE endpoint = $2",
    [mirror.clock.now(), endpoint],
  );
  mirror.clock.advance(60 * minute);
}

test("before anything drifted there are full fetches and nothing found", async () => {
  const { days, rows, held, next } = await drift();
  expect({ rows, held, next }).toEqual({ rows: [], held: [], next: null });
  expect(days).toMatchObject([{ start: "2026-11-20T00:00:00.000Z", fetches: 13, drift: [] }]);
});

test("what a full fetch found is reported by kind, with its run and on its day, to its integration alone", async () => {
  await missUpdates(3);
  await mirror.pool.query(
    `UPDATE records SET data = jsonb_set(data, '{job_title}', '"By hand"') WHERE (model, kombo_id) IN
       (SELECT model, kombo_id FROM records WHERE endpoint = $1 ORDER BY kombo_id DESC LIMIT 1)`,
    [endpoint],
  );
  await fetchFully();
  const found = await drift({ integration: komboIntegrationId });
  expect(found.rows).toMatchObject([{ run: { mode: "full", endpoint, state: "succeeded" } }]);
  expect(found.rows[0]?.drift).toEqual(
    expect.arrayContaining([
      { kind: "missed_update", records: 3 },
      { kind: "local_edit", records: 1 },
    ]),
  );
  expect(found.days.at(-1)).toMatchObject({ fetches: 14 });
  expect(found.days.at(-1)?.drift.reduce((sum, { records }) => sum + records, 0)).toBe(4);
  expect(await drift()).toEqual(found);
  const nobody = await drift({ integration: "nobody:else" });
  expect(nobody).toEqual({ held: [], days: [], rows: [], next: null });
});

test("days follow each other, oldest first, and what is older than 12 weeks is left out", async () => {
  await missUpdates(1);
  await fetchFully();
  mirror.clock.advance(7 * day);
  await fetchFully();
  expect((await drift()).days.map(({ start, drift: kinds }) => [start.slice(0, 10), kinds.length])).toEqual([
    ["2026-11-20", 1],
    ["2026-11-27", 0],
  ]);
  mirror.clock.advance(90 * day);
  expect(await drift()).toMatchObject({ days: [], rows: [] });
});

test("I9: a held sweep stands there with what it would delete, until somebody decides", async () => {
  await leaveForgotten(mirror, 25);
  await fetchFully();
  const [held] = (await drift()).held;
  expect(held).toMatchObject({ run: { state: "needs_review", endpoint }, candidates: 25 });
  expect(held?.live).toBeGreaterThan(25);
});

test("a foreign cursor is bad input", async () => {
  await expect(drift({ cursor: "nonsense" })).rejects.toMatchObject({ code: "bad_request" });
});
