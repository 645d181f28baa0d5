import { afterEach, beforeEach, expect, test } from "vitest";

import { idOf, type Mirror, readMirror, readValue, remoteIdOf, startMirror } from "@/tests/support/mirror";

const minute = 60_000;

let mirror: Mirror;
beforeEach(async () => {
  mirror = await startMirror({
    size: 400,
    integrations: [
      { category: "HRIS", tool: "personio", organizationName: "Acme" },
      { category: "ATS", tool: "greenhouse", organizationName: "Acme" },
      { category: "LMS", tool: "docebo", organizationName: "Acme" },
    ],
  });
  // As Kombo's reference says, against its guides: what is linked does not bring its parents back.
  mirror.kombo.setUpdatedAfterMode("reference");
  await mirror.connect();
  mirror.clock.advance(minute);
});
afterEach(() => mirror.stop());

function integration(category: string) {
  const found = mirror.kombo.integrations.find((candidate) => candidate.category === category);
  if (!found) throw new Error(`The simulator has no ${category} integration`);
  return found.id;
}

/** Everything an endpoint would answer is in the mirror exactly so. */
async function expectEqual(id: string, endpoint: string): Promise<void> {
  const mirrored = await readMirror(mirror.pool, id, endpoint);
  for (const record of mirror.kombo.expectedRecords(id, endpoint)) {
    expect(mirrored.get(idOf(record))?.data).toEqual(record);
  }
}

async function rename(input: { id: string; endpoint: string; model: string; fields: Record<string, string> }) {
  const [record] = mirror.kombo.expectedRecords(input.id, input.endpoint);
  const { model, fields } = input;
  mirror.kombo.mutate(input.id, { kind: "update", model, remoteId: remoteIdOf(record), fields });
  await mirror.deliverWebhooks();
  await mirror.drain();
}

const fullFetches = () => readValue<number>(mirror.pool, "SELECT count(*)::int FROM sync_runs WHERE mode = 'full'");

test("a renamed group is right inside every employee within one sync, without a full fetch", async () => {
  const id = integration("HRIS");
  const before = await fullFetches();
  await rename({ id, endpoint: "/hris/groups", model: "hris_teams", fields: { name: "Renamed group" } });
  await expectEqual(id, "/hris/employees");
  expect(await fullFetches()).toBe(before);
  expect(
    await readValue(
      mirror.pool,
      "SELECT array_agg(DISTINCT trigger || ' ' || state) FROM sync_runs WHERE mode = 'ids' AND endpoint = '/hris/employees'",
    ),
  ).toEqual(["nested succeeded"]);
});

test("a renamed job is right inside applications, candidates, offers and interviews", async () => {
  const id = integration("ATS");
  await rename({ id, endpoint: "/ats/jobs", model: "ats_jobs", fields: { name: "Renamed job" } });
  for (const endpoint of ["/ats/applications", "/ats/candidates", "/ats/offers", "/ats/interviews"]) {
    await expectEqual(id, endpoint);
  }
});

test("a renamed learner is right inside the progressions", async () => {
  const id = integration("LMS");
  await rename({ id, endpoint: "/lms/users", model: "lms_users", fields: { first_name: "Renamed" } });
  await expectEqual(id, "/lms/course-progressions");
});

test("I5: stale copies noted by a process that died before it woke their endpoint are found by the next tick", async () => {
  const id = integration("HRIS");
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
  const id = integration("HRIS");
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
