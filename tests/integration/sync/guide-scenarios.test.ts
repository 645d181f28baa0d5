import { afterEach, beforeEach, expect, test } from "vitest";

import { type Mirror, readMirror, readValue, startMirror } from "@/tests/support/mirror";

let mirror: Mirror;
beforeEach(async () => {
  mirror = await startMirror({ size: 50, updatedAfterMode: "guide" });
  await mirror.connect();
});
afterEach(() => mirror.stop());

const hour = 3_600_000;

async function mutateAndSync(category: string, model: string, fields: Record<string, string>): Promise<string> {
  const integration = mirror.kombo.integrations.find((candidate) => candidate.category === category);
  if (!integration) throw new Error(`No integration of ${category}`);
  mirror.clock.advance(hour);
  mirror.kombo.mutate(integration.id, {
    kind: "update",
    model,
    remoteId: await someRemoteId(integration.id, model),
    fields,
  });
  await mirror.deliverWebhooks();
  mirror.clock.advance(1_000);
  await mirror.drain();
  return integration.id;
}

/** A remote id that a nested object of this model carries in the mirror. */
async function someRemoteId(integrationId: string, model: string): Promise<string> {
  const endpoint = model === "hris_employments" ? "/hris/employments" : "/lms/courses";
  const records = [...(await readMirror(mirror.pool, integrationId, endpoint)).values()].filter(
    ({ deletedAt }) => deletedAt === null,
  );
  const [record] = records;
  const owner = model === "hris_employments" ? record?.data : firstRevision(record?.data);
  const remoteId = owner?.["remote_id"];
  if (typeof remoteId !== "string") throw new Error(`Nothing of ${model} is mirrored`);
  return remoteId;
}

function firstRevision(course: Record<string, unknown> | undefined): Record<string, unknown> | undefined {
  const revisions = course?.["revisions"];
  return Array.isArray(revisions) ? revisions[0] : undefined;
}

type Change = { kombo_id: string; nested_only: boolean; paths: { path: string; from?: unknown; to?: unknown }[] };
async function changesOf(model: string): Promise<readonly Change[]> {
  const { rows } = await mirror.pool.query<Change>(
    "SELECT kombo_id, nested_only, paths FROM record_changes WHERE model = $1 AND kind = 'updated' ORDER BY seq",
    [model],
  );
  return rows;
}

test("the guide's 9:00/10:00 scenario: a job title inside an employment brings the employee again, whose own changed_at stays", async () => {
  const integrationId = await mutateAndSync("HRIS", "hris_employments", { job_title: "Senior Software Engineer" });
  const [change, ...others] = await changesOf("hris_employees");
  expect(others).toEqual([]);
  expect(change?.nested_only).toBe(true);
  const titles = change?.paths.filter(({ path }) => /^employments\[.+\]\.job_title$/.test(path)) ?? [];
  expect(titles.map(({ to }) => to)).toEqual(["Senior Software Engineer"]);
  expect(change?.paths.some(({ path }) => path === "changed_at")).toBe(false);
  expect(change?.paths.some(({ path }) => /^employments\[.+\]\.changed_at$/.test(path))).toBe(true);
  const employee = (await readMirror(mirror.pool, integrationId, "/hris/employees")).get(change?.kombo_id ?? "");
  expect(JSON.stringify(employee?.data)).toContain("Senior Software Engineer");
});

test("the guide's course revision scenario: a new title brings every progression of that revision again, nested only", async () => {
  const integrationId = await mutateAndSync("LMS", "lms_course_revisions", { title: "Advanced Sales Techniques" });
  const changes = await changesOf("lms_course_progressions");
  const progressions = [...(await readMirror(mirror.pool, integrationId, "/lms/course-progressions")).values()];
  const affected = progressions.filter(({ data }) => JSON.stringify(data).includes("Advanced Sales Techniques"));
  expect(affected.length).toBeGreaterThan(0);
  expect(new Set(changes.map(({ kombo_id }) => kombo_id))).toEqual(new Set(affected.map(({ komboId }) => komboId)));
  expect(changes.every(({ nested_only }) => nested_only)).toBe(true);
});

test("the watermark is when we sent the first request, not when Kombo or the webhook did something (I6)", async () => {
  await mutateAndSync("HRIS", "hris_employments", { job_title: "Team lead" });
  const sentAt = mirror.clock.now();
  expect(
    await readValue<Date>(mirror.pool, "SELECT watermark FROM endpoint_states WHERE endpoint = '/hris/employees'"),
  ).toEqual(sentAt);
  const lastRequest = mirror.kombo.requests.findLast(({ path }) => path.endsWith("/hris/employees"));
  expect(lastRequest?.query).toContain("include_deleted=true");
  const asked = new URLSearchParams(lastRequest?.query).get("updated_after");
  expect(new Date(asked ?? "").getTime()).toBe(sentAt.getTime() - hour - 1_000 - 2 * 60_000);
});
