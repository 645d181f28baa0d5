import { afterEach, beforeEach, expect, test } from "vitest";

import { getActivity } from "@/lib/health/activity";
import { listRuns } from "@/lib/sync/run-rows";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { type Mirror } from "@/tests/support/mirror";

let mirror: Mirror;
beforeEach(async () => {
  mirror = await startConnectedMirror();
});
afterEach(() => mirror.stop());

const now = () => mirror.clock.now();

test.each([
  ["24h", 24],
  ["7d", 26],
  ["30d", 30],
] as const)("%s are %i buckets without a gap, and the last one holds now", async (range, count) => {
  const { buckets } = await getActivity(mirror.pool, { range, zone: "UTC" }, now());
  expect(buckets).toHaveLength(count);
  expect(buckets.slice(1).map(({ start }) => start)).toEqual(buckets.slice(0, -1).map(({ end }) => end));
  const last = buckets.at(-1);
  expect(new Date(last?.start ?? "") <= now() && now() < new Date(last?.end ?? "")).toBe(true);
});

test("days are the person's own, also where the clocks change", async () => {
  const { buckets } = await getActivity(mirror.pool, { range: "30d", zone: "Europe/Berlin" }, now());
  const hours = buckets.map(({ start, end }) => (new Date(end).getTime() - new Date(start).getTime()) / 3_600_000);
  expect(hours.filter((length) => length !== 24)).toEqual([25]);
  expect(buckets.every(({ start }) => /T2[23]:00:00/.test(start))).toBe(true);
});

test("a bucket counts the changes of the runs its bar leads to", async () => {
  const { buckets } = await getActivity(mirror.pool, { range: "24h", zone: "UTC" }, now());
  const bucket = buckets.find(({ changes }) => changes > 0);
  expect(bucket?.webhooks).toBeGreaterThan(0);
  const { rows } = await listRuns(mirror.pool, { changes: "yes", from: bucket?.start, to: bucket?.end }, 100);
  expect(rows.reduce((sum, run) => sum + run.created + run.updated + run.deleted + run.swept, 0)).toBe(bucket?.changes);
  expect((await listRuns(mirror.pool, { changes: "yes", to: bucket?.start })).rows).toEqual([]);
});
