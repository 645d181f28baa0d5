import { afterEach, beforeEach, expect, test } from "vitest";

import { claimNext, wantFull } from "@/tests/support/commands";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { expectEndpointEqual } from "@/tests/support/expect-truth";
import { acme, integrationOf, type Mirror, readValue, remoteIdOf } from "@/tests/support/mirror";

let mirror: Mirror;
beforeEach(async () => {
  mirror = await startConnectedMirror({
    size: 400,
    // As Kombo's reference says, against its guides: what is linked does not bring its parents back.
    updatedAfterMode: "reference",
    integrations: [
      acme,
      { category: "ATS", tool: "greenhouse", organizationName: "Acme" },
      { category: "LMS", tool: "docebo", organizationName: "Acme" },
    ],
  });
});
afterEach(() => mirror.stop());

async function rename(input: { id: string; endpoint: string; model: string; fields: Record<string, string> }) {
  const [record] = mirror.kombo.expectedRecords(input.id, input.endpoint);
  const { model, fields } = input;
  mirror.kombo.mutate(input.id, { kind: "update", model, remoteId: remoteIdOf(record), fields });
  await mirror.deliverWebhooks();
  await mirror.drain();
}

const fullFetches = () => readValue<number>(mirror.pool, "SELECT count(*)::int FROM sync_runs WHERE mode = 'full'");

test("a renamed group is right inside every employee within one sync, without a full fetch", async () => {
  const id = integrationOf(mirror, "HRIS").id;
  const before = await fullFetches();
  await rename({ id, endpoint: "/hris/groups", model: "hris_teams", fields: { name: "Renamed group" } });
  await expectEndpointEqual(mirror, id, "/hris/employees");
  expect(await fullFetches()).toBe(before);
  expect(
    await readValue(
      mirror.pool,
      "SELECT array_agg(DISTINCT trigger || ' ' || state) FROM sync_runs WHERE mode = 'ids' AND endpoint = '/hris/employees'",
    ),
  ).toEqual(["nested succeeded"]);
});

test("a renamed job is right inside applications, candidates, offers and interviews", async () => {
  const id = integrationOf(mirror, "ATS").id;
  await rename({ id, endpoint: "/ats/jobs", model: "ats_jobs", fields: { name: "Renamed job" } });
  for (const endpoint of ["/ats/applications", "/ats/candidates", "/ats/offers", "/ats/interviews"]) {
    await expectEndpointEqual(mirror, id, endpoint);
  }
});

test("a renamed learner is right inside the progressions", async () => {
  const id = integrationOf(mirror, "LMS").id;
  await rename({ id, endpoint: "/lms/users", model: "lms_users", fields: { first_name: "Renamed" } });
  await expectEndpointEqual(mirror, id, "/lms/course-progressions");
});

test("I5: stale copies noted by a process that died before it woke their endpoint are found by the next tick", async () => {
  const id = integrationOf(mirror, "HRIS").id;
  const [employee] = mirror.kombo.expectedRecords(id, "/hris/employees");
  await mirror.pool.query(
    `INSERT INTO stale_copies SELECT id, '/hris/employees', $2, $3 FROM integrations WHERE kombo_integration_id = $1`,
    [id, employee?.["id"], mirror.clock.now()],
  );
  await mirror.drain();
  expect(await readValue(mirror.pool, "SELECT count(*)::int FROM stale_copies")).toBe(0);
  expect(
    await readValue(mirror.pool, "SELECT state FROM sync_runs WHERE mode = 'ids' AND endpoint = '/hris/employees'"),
  ).toBe("succeeded");
});

test("more than 2,000 parents become a full fetch of their endpoint", async () => {
  const id = integrationOf(mirror, "HRIS").id;
  await mirror.pool.query(
    `INSERT INTO stale_copies SELECT i.id, '/hris/employees', n::text, $2 FROM integrations i, generate_series(1, 2001) n
     WHERE kombo_integration_id = $1`,
    [id, mirror.clock.now()],
  );
  const before = await fullFetches();
  await mirror.drain();
  expect(await fullFetches()).toBe(before + 1);
  expect(await readValue(mirror.pool, "SELECT count(*)::int FROM sync_runs WHERE mode = 'ids'")).toBe(0);
});

test("what could not be asked for is asked for again later: nothing else would bring its copies before the weekly fetch", async () => {
  const id = integrationOf(mirror, "HRIS").id;
  const [employee] = mirror.kombo.expectedRecords(id, "/hris/employees");
  await mirror.pool.query(
    "INSERT INTO stale_copies SELECT id, '/hris/employees', $2, $3 FROM integrations WHERE kombo_integration_id = $1",
    [id, employee?.["id"], mirror.clock.now()],
  );
  const refusal = { kind: "error", status: 400, code: "PLATFORM.INPUT_INVALID", endpoint: "/hris/employees" } as const;
  mirror.kombo.setFaults([{ ...refusal, times: 1 }]);
  const states = "SELECT array_agg(state ORDER BY created_at) FROM sync_runs WHERE mode = 'ids'";
  for (const minutes of [0, 14]) {
    mirror.clock.advance(minutes * 60_000);
    await mirror.drain();
    expect(await readValue(mirror.pool, states)).toEqual(["failed"]);
    expect(await readValue(mirror.pool, "SELECT count(*)::int FROM stale_copies")).toBe(1);
  }
  mirror.clock.advance(2 * 60_000);
  await mirror.drain();
  expect(await readValue(mirror.pool, states)).toEqual(["failed", "succeeded"]);
  expect(await readValue(mirror.pool, "SELECT count(*)::int FROM stale_copies")).toBe(0);
});

test("more than 2,000 parents are read anew after a full fetch that is half way: some of them it has read already", async () => {
  const id = integrationOf(mirror, "HRIS").id;
  await wantFull(mirror, ["/hris/employees"]);
  const { run } = await claimNext(mirror);
  const before = await fullFetches();
  mirror.clock.advance(60_000);
  await mirror.pool.query(
    "UPDATE endpoint_states SET lease_owner = NULL, lease_expires_at = NULL, due_at = $1 WHERE endpoint = '/hris/employees'",
    [mirror.clock.now()],
  );
  await mirror.pool.query(
    `INSERT INTO stale_copies SELECT i.id, '/hris/employees', n::text, $2 FROM integrations i, generate_series(1, 2001) n
     WHERE kombo_integration_id = $1`,
    [id, mirror.clock.now()],
  );
  await mirror.drain();
  expect(await readValue(mirror.pool, "SELECT state FROM sync_runs WHERE id = $1", [run.id])).toBe("succeeded");
  expect(await fullFetches()).toBe(before + 1);
  expect(
    await readValue(mirror.pool, "SELECT count(*)::int FROM endpoint_states WHERE full_wanted_at IS NOT NULL"),
  ).toBe(0);
});
