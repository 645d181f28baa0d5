import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Role } from "@/lib/auth/roles";
import { sightOf } from "@/lib/auth/sight";
import { compareVersions } from "@/lib/mirror/compare-versions";
import { recordComparisonSchema } from "@/lib/mirror/schema/comparison";
import type { JsonObject } from "@/lib/simulator/json";
import { eraseRecord } from "@/lib/sync/erase-record";
import { commandDepsOf, operator, wantFull } from "@/tests/support/commands";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { idOf, integrationOf, type Mirror, readValue, remoteIdOf } from "@/tests/support/mirror";

const model = "hris_employees";
const minute = 60_000;

let mirror: Mirror;
let komboId = "";
/** Each version as it was stored, oldest first, with the change that made it. */
const versions: { readonly seq: string; readonly data: Readonly<Record<string, unknown>> }[] = [];

const key = () => ({ komboIntegrationId: integrationOf(mirror).id, model, komboId });

async function change(fields: JsonObject): Promise<void> {
  const employee = [...mirror.kombo.expectedRecords(key().komboIntegrationId, "/hris/employees")][0];
  mirror.kombo.mutate(key().komboIntegrationId, { kind: "update", model, remoteId: remoteIdOf(employee), fields });
  mirror.clock.advance(minute);
  await mirror.deliverWebhooks();
  await mirror.drain();
}

async function remember(): Promise<void> {
  const newest = "SELECT max(seq)::text FROM record_changes WHERE model = $1 AND kombo_id = $2";
  versions.push({
    seq: await readValue(mirror.pool, newest, [model, komboId]),
    data: await readValue(mirror.pool, "SELECT data FROM records WHERE model = $1 AND kombo_id = $2", [model, komboId]),
  });
}

async function compare(role: Role, from: string, to = "now") {
  const sight = sightOf({ kind: "person", id: "p", name: "Pat", role });
  return recordComparisonSchema.parse(await compareVersions({ pool: mirror.pool }, { ...key(), from, to, sight }));
}

const seqOf = (place: number) => versions[place]?.seq ?? "";

beforeAll(async () => {
  mirror = await startConnectedMirror({ size: 12 });
  komboId = idOf([...mirror.kombo.expectedRecords(key().komboIntegrationId, "/hris/employees")][0]);
  await remember();
  for (const fields of [
    { job_title: "Nurse", first_name: "Quillon" },
    { job_title: "Pilot", ssn: "canary-ssn" },
    { weekly_hours: 12, ssn: "second-canary" },
  ]) {
    await change(fields);
    await remember();
  }
}, 60_000);

afterAll(() => mirror.stop());

describe("two versions of a record", () => {
  it("every version is what was stored then, and the newest is what the record is now", async () => {
    const newest = await compare("operator", seqOf(versions.length - 1));
    for (const [place, { seq, data }] of versions.entries()) {
      const { before, after, versionsBetween } = await compare("operator", seq);
      expect(after).toEqual(newest.before);
      expect(versionsBetween).toBe(versions.length - 1 - place);
      for (const name of ["job_title", "weekly_hours", "first_name"])
        expect(before[name], `${name} of version ${place}`).toEqual(data[name]);
    }
  });

  it("differ in just what changed between them", async () => {
    const { changes, from, to, versionsBetween } = await compare("operator", seqOf(1), seqOf(2));
    const differing = changes.filter(({ path }) => path !== "changed_at");
    expect(differing.map(({ path }) => path).toSorted()).toEqual(["job_title", "ssn"]);
    expect(differing.find(({ path }) => path === "job_title")).toMatchObject({ from: "Nurse", to: "Pilot" });
    expect([from.seq, to.seq, versionsBetween]).toEqual([seqOf(1), seqOf(2), 1]);
    expect((await compare("operator", seqOf(1), seqOf(1))).changes).toEqual([]);
  });

  it("what somebody may not see differs without a value, on both sides and as a whole", async () => {
    const seen = { viewer: await compare("viewer", seqOf(0)), admin: await compare("admin", seqOf(0)) };
    const nameOf = (role: keyof typeof seen) => seen[role].changes.find(({ path }) => path === "first_name");
    expect(nameOf("admin")).toMatchObject({ to: "Quillon" });
    expect(nameOf("viewer")).toMatchObject({ from: { masked: "personal" }, to: { masked: "personal" } });
    const ssn = seen.admin.changes.find(({ path }) => path === "ssn");
    expect(ssn?.to).toEqual({ masked: "high" });
    expect(JSON.stringify(seen)).not.toContain("canary");
    expect(JSON.stringify(seen.viewer)).not.toContain("Quillon");
  });

  it("a version of another record, one that is newer than the other, and a record that is not there are refused", async () => {
    const other = await readValue<string>(
      mirror.pool,
      "SELECT min(seq)::text FROM record_changes WHERE kombo_id <> $1",
      [komboId],
    );
    await expect(compare("admin", other)).rejects.toMatchObject({ code: "not_found" });
    await expect(compare("admin", seqOf(0), other)).rejects.toMatchObject({ code: "not_found" });
    await expect(compare("admin", seqOf(2), seqOf(1))).rejects.toMatchObject({ code: "not_found" });
    const nobody = { ...key(), komboId: "nobody", from: "1", to: "now", sight: { personal: true, high: true } };
    await expect(compareVersions({ pool: mirror.pool }, nobody)).rejects.toMatchObject({ code: "not_found" });
  });

  it("a hand's edit is said while it stands, and left out once a full fetch has put it right", async () => {
    const edit = `UPDATE records SET data = jsonb_set(data, '{job_title}', '"By hand"') WHERE model = $1 AND kombo_id = $2`;
    await mirror.pool.query(edit, [model, komboId]);
    expect((await compare("admin", seqOf(3))).isEdited).toBe(true);
    mirror.clock.advance(minute);
    await wantFull(mirror, ["/hris/employees"]);
    await mirror.drain();
    const comparison = await compare("admin", seqOf(1), "now");
    expect(comparison).toMatchObject({ handEdits: 1, isEdited: false });
    expect(comparison.changes.find(({ path }) => path === "job_title")).toMatchObject({ from: "Nurse", to: "Pilot" });
  });

  it("I12: nothing before an erasure can be told", async () => {
    const admin = { ...operator, role: "admin" as const };
    await eraseRecord(commandDepsOf(mirror), { actor: admin, key: key(), reason: "Request under article 17" });
    const refused = { code: "conflict", message: expect.stringContaining("erased") };
    for (const { seq } of versions) await expect(compare("admin", seq)).rejects.toMatchObject(refused);
  });
});
