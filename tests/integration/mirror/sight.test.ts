import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Actor } from "@/lib/auth/actor";
import type { Role } from "@/lib/auth/roles";
import { type Sight, sightOf } from "@/lib/auth/sight";
import { listConsumerChanges } from "@/lib/consumer/changes";
import { changesQuerySchema } from "@/lib/consumer/schema";
import { createPrisma } from "@/lib/db/prisma";
import { listRecordChanges, listRunChanges } from "@/lib/mirror/change-rows";
import { compareVersions } from "@/lib/mirror/compare-versions";
import { listExportColumns, toExportedLine } from "@/lib/mirror/exported-record";
import { getRecord, type RecordKey } from "@/lib/mirror/get-record";
import { listRecords, listRecordsToExport } from "@/lib/mirror/record-rows";
import { revealChange, revealField } from "@/lib/mirror/reveal";
import { recordListSchema } from "@/lib/mirror/schema";
import { commandDepsOf } from "@/tests/support/commands";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import { idOf, integrationOf, type Mirror, readValue, remoteIdOf } from "@/tests/support/mirror";

let mirror: Mirror;
let komboIntegrationId = "";
let employee: Readonly<Record<string, unknown>> | undefined;

const minute = 60_000;

beforeAll(async () => {
  mirror = await startConnectedMirror({ size: 12 });
  komboIntegrationId = integrationOf(mirror).id;
  [employee] = mirror.kombo.expectedRecords(komboIntegrationId, "/hris/employees");
  mirror.kombo.mutate(komboIntegrationId, {
    kind: "update",
    model: "hris_employees",
    remoteId: remoteIdOf(employee),
    fields: { first_name: "Quillon", date_of_birth: "1971-02-03T00:00:00.000Z", ssn: "canary-ssn" },
  });
  mirror.clock.advance(minute);
  await mirror.deliverWebhooks();
  await mirror.drain();
}, 60_000);

afterAll(() => mirror.stop());

const countAudited = () => readValue<string>(mirror.pool, "SELECT count(*) FROM audit_events");
const actor = (role: Role): Actor => ({ kind: "person", id: "p", name: "Pat", role });
const key = () => ({ komboIntegrationId, model: "hris_employees", komboId: idOf(employee) });
const find = async (role: Role, search: string) => {
  const filters = recordListSchema.parse({ search });
  return (await listRecords(mirror.pool, { filters, sight: sightOf(actor(role)) })).rows;
};
const read = (role: Role) =>
  getRecord({ pool: mirror.pool, prisma: createPrisma(mirror.pool) }, { ...key(), sight: sightOf(actor(role)) });
const history = async (role: Role) =>
  JSON.stringify(await listRecordChanges(mirror.pool, { ...key(), sight: sightOf(actor(role)) }));

const filtered = async (filters: object) => {
  const parsed = recordListSchema.parse({ deleted: "include", ...filters });
  const { rows } = await listRecords(mirror.pool, { filters: parsed, sight: sightOf(actor("operator")) });
  return rows.map(({ model, komboId }) => `${model} ${komboId}`);
};

const exported = async (role: Role) => {
  const filters = recordListSchema.parse({ model: "hris_employees" });
  const { rows } = await listRecordsToExport(mirror.pool, { filters, sight: sightOf(actor(role)) });
  return rows.map(toExportedLine);
};

describe("a masked field cannot be searched", () => {
  it("an operator finds a person by name; a viewer only by id, and then without the name", async () => {
    expect((await find("operator", "Quillon")).map(({ komboId }) => komboId)).toContain(idOf(employee));
    expect(await find("viewer", "Quillon")).toEqual([]);
    const found = (await find("viewer", idOf(employee))).filter(({ model }) => model === "hris_employees");
    expect(found).toMatchObject([{ komboId: idOf(employee), displayName: null }]);
  });

  it("what is no secret is found by everybody", async () => {
    const name = await readValue<string>(
      mirror.pool,
      "SELECT display_name FROM records WHERE model = 'hris_locations' ORDER BY length(display_name) DESC LIMIT 1",
    );
    expect((await find("viewer", name)).map(({ displayName }) => displayName)).toContain(name);
  });

  it("an absence is found by nobody by its type, which may tell of an illness", async () => {
    const type = await readValue<string>(
      mirror.pool,
      "SELECT display_name FROM records WHERE model = 'hris_absences' AND display_name IS NOT NULL LIMIT 1",
    );
    expect((await find("admin", type)).filter(({ model }) => model === "hris_absences")).toEqual([]);
  });
});

describe("the filters of the list", () => {
  it("changed since: only what was written since", async () => {
    const since = new Date(mirror.clock.now().getTime() - minute / 2).toISOString();
    const written = await filtered({ since });
    expect(written).toContain(`hris_employees ${idOf(employee)}`);
    expect(written.length).toBeLessThan((await filtered({})).length);
  });

  it("with drift: only records a full fetch found to have drifted, in the way that is asked for", async () => {
    expect(await filtered({ drift: "any" })).toEqual([]);
    await mirror.pool.query(
      `INSERT INTO record_changes (integration_id, model, kombo_id, kind, drift, at)
       SELECT integration_id, model, kombo_id, 'updated', 'missed_update', fetched_at FROM records
       WHERE model = 'hris_employees' AND kombo_id = $1`,
      [idOf(employee)],
    );
    expect(await filtered({ drift: "any" })).toEqual([`hris_employees ${idOf(employee)}`]);
    expect(await filtered({ drift: "missed_update" })).toHaveLength(1);
    expect(await filtered({ drift: "local_edit" })).toEqual([]);
    await mirror.pool.query("DELETE FROM record_changes WHERE drift IS NOT NULL");
  });
});

describe("an export holds what the list shows to whoever asks", () => {
  it("names only for those who see names, and high values for nobody", async () => {
    expect(JSON.stringify(await exported("operator"))).toContain("Quillon");
    expect(JSON.stringify(await exported("viewer"))).not.toContain("Quillon");
    for (const role of ["viewer", "operator", "admin"] as const) {
      const text = JSON.stringify(await exported(role));
      expect(text).not.toContain("canary-ssn");
      expect(text).not.toContain("1971-02-03");
    }
  });

  it("every employee, with a value or nothing in each column", async () => {
    const rows = await exported("viewer");
    expect(rows).toHaveLength(
      await readValue(
        mirror.pool,
        "SELECT count(*)::int FROM records WHERE model = 'hris_employees' AND deleted_at IS NULL",
      ),
    );
    const columns = listExportColumns("hris_employees");
    expect(columns).toEqual(expect.arrayContaining(["kombo_id", "title", "team", "location", "status", "start"]));
    expect(new Set(rows.flatMap(Object.keys))).toEqual(new Set([...columns, "details", "data"]));
  });
});

describe("a masked field leaves the server nowhere", () => {
  it("not in the record, not in its history", async () => {
    for (const role of ["viewer", "operator", "admin"] as const) {
      const record = JSON.stringify(await read(role));
      expect(record).not.toContain("canary-ssn");
      expect(record).not.toContain("1971-02-03");
      expect(await history(role)).not.toContain("canary-ssn");
    }
    expect(JSON.stringify(await read("viewer"))).not.toContain("Quillon");
    expect(await history("viewer")).not.toContain("Quillon");
    expect(await history("operator")).toContain("Quillon");
  });
});

describe("revealing", () => {
  const reason = "Payroll ticket 4711";

  it("shows one field, and who saw it and why is in the audit log, without the value", async () => {
    const admin = actor("admin");
    const deps = commandDepsOf(mirror);
    expect(await revealField(deps, { actor: admin, key: key(), path: "ssn", reason })).toEqual({ value: "canary-ssn" });
    const { rows } = await mirror.pool.query<{ seq: string }>(
      "SELECT seq FROM record_changes WHERE model = 'hris_employees' AND kombo_id = $1 ORDER BY seq DESC LIMIT 1",
      [idOf(employee)],
    );
    const seq = rows[0]?.seq ?? "";
    expect(await revealChange(deps, { actor: admin, seq, path: "ssn", reason })).toMatchObject({ to: "canary-ssn" });
    const audit = await mirror.pool.query("SELECT actor_name, action, target, after FROM audit_events ORDER BY id");
    const target = `${komboIntegrationId}/hris_employees/${idOf(employee)}`;
    expect(audit.rows).toEqual([
      { actor_name: "Pat", action: "record.reveal", target, after: { path: "ssn", reason } },
      { actor_name: "Pat", action: "record.reveal", target: `${target}#${seq}`, after: { path: "ssn", reason } },
    ]);
  });

  it("takes one masked field at a time: neither what holds several nor what is no secret", async () => {
    const before = await countAudited();
    for (const path of ["employments", "employments.0", "job_title", "constructor"]) {
      const command = { actor: actor("admin"), key: key(), path, reason };
      await expect(revealField(commandDepsOf(mirror), command), path).rejects.toMatchObject({
        code: path === "constructor" ? "not_found" : "bad_request",
      });
    }
    expect(await countAudited()).toBe(before);
  });

  it("what is not there is named so, and nothing is audited", async () => {
    const before = await countAudited();
    const command = { actor: actor("admin"), path: "no_such_field", reason };
    await expect(revealField(commandDepsOf(mirror), { ...command, key: key() })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(revealChange(commandDepsOf(mirror), { ...command, seq: "999999" })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await countAudited()).toBe(before);
  });
});

/** Wherever changes are told: the history, the run that found them, two versions side by side, the consumer's feed. */
async function readEverywhere(place: RecordKey, sight: Sight): Promise<Readonly<Record<string, string>>> {
  const { rows: versions } = await listRecordChanges(mirror.pool, { ...place, sight });
  const query = changesQuerySchema.parse({ model: place.model, limit: "500" });
  const compared = { ...place, from: versions.at(-1)?.seq ?? "", to: "now", sight };
  const comparison = await compareVersions({ pool: mirror.pool }, compared);
  const ofRun = await listRunChanges(mirror.pool, { runId: versions[0]?.run?.id ?? "", sight });
  const feed = await listConsumerChanges(mirror.pool, { query, sight });
  return {
    history: JSON.stringify(versions),
    run: JSON.stringify(ofRun.rows),
    comparison: JSON.stringify(comparison.changes),
    feed: JSON.stringify(feed.rows),
  };
}

describe("which thing a masked field names", () => {
  it("is told by no change: the type of an absence may be an illness, and its id leads to its name", async () => {
    const [before, after] = mirror.kombo.expectedRecords(komboIntegrationId, "/hris/absence-types");
    const absence = [...mirror.kombo.expectedRecords(komboIntegrationId, "/hris/absences")].find(
      ({ type_id: typeId }) => typeId === before?.["id"],
    );
    const remoteId = remoteIdOf(absence);
    const place = { komboIntegrationId, model: "hris_absences", komboId: idOf(absence) };
    const to = remoteIdOf(after);
    mirror.kombo.mutate(komboIntegrationId, { kind: "link", model: "hris_absences", remoteId, link: "type", to });
    mirror.clock.advance(minute);
    await mirror.deliverWebhooks();
    await mirror.drain();
    const stored = "SELECT string_agg(paths::text, ',') FROM record_changes WHERE model = $1 AND kombo_id = $2";
    const kept = await readValue<string>(mirror.pool, stored, [place.model, place.komboId]);
    for (const type of [before, after]) expect(kept).toContain(idOf(type));
    for (const role of ["viewer", "operator", "admin"] as const) {
      for (const [where, told] of Object.entries(await readEverywhere(place, sightOf(actor(role))))) {
        expect(told, where).toContain('"path":"type_id"');
        for (const type of [before, after]) expect(told, where).not.toContain(idOf(type));
      }
    }
    const ofToken = sightOf({ kind: "token", id: "t", name: "T", scope: "read", masking: "none" });
    for (const [where, told] of Object.entries(await readEverywhere(place, ofToken))) {
      expect(told, where).toContain(idOf(after));
    }
  });

  it("and of what is no secret it is told, so that a person sees which employment changed", async () => {
    const employment = [...mirror.kombo.expectedRecords(komboIntegrationId, "/hris/employments")].find(
      ({ employee_id: owner }) => owner === employee?.["id"],
    );
    mirror.kombo.mutate(komboIntegrationId, {
      kind: "update",
      model: "hris_employments",
      remoteId: remoteIdOf(employment),
      fields: { job_title: "Conductor" },
    });
    mirror.clock.advance(minute);
    await mirror.deliverWebhooks();
    await mirror.drain();
    expect(await history("viewer")).toContain(`"nested":{"at":"employments","id":"${idOf(employment)}"}`);
  });
});
