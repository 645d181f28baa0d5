import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { endpoints, type Endpoint, type NestedRule } from "@/lib/kombo/endpoints";
import type { JsonObject, JsonValue } from "@/lib/simulator/json";
import { createManualClock } from "@/lib/simulator/manual-clock";
import type { Mutation, Simulator } from "@/lib/simulator/simulator";
import { startSimulator } from "@/lib/simulator/start-simulator";
import { textField } from "@/tests/unit/simulator/text-field";

import { complete, integrationFor, integrationOf, readAll } from "./kombo-reader";

const clock = createManualClock(new Date("2026-03-02T09:00:00Z"));
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ clock, size: 60, rateLimit: { limit: 1_000_000 }, integrations: complete });
});

afterAll(() => simulator.stop());

beforeEach(() => {
  clock.advance(60_000);
  simulator.setUpdatedAfterMode("reference");
});

/** The change that each nested path of the catalog is about: which record, where to find it, and what to change. */
type Nested = { readonly at: string; readonly model: string; readonly fields: JsonObject };

const nested: Readonly<Record<string, Nested>> = {
  "/hris/employees employments": { at: "employments", model: "hris_employments", fields: { job_title: "Changed" } },
  "/hris/employees time_off_balances": {
    at: "time_off_balances",
    model: "hris_time_off_balances",
    fields: { balance: 1.25 },
  },
  "/hris/employees manager": { at: "manager", model: "hris_employees", fields: { last_name: "Changed" } },
  "/hris/employees group_memberships": { at: "groups", model: "hris_teams", fields: { name: "Changed" } },
  "/hris/employees legal_entity": { at: "legal_entity", model: "hris_legal_entities", fields: { name: "Changed" } },
  "/hris/employees work_location": { at: "work_location", model: "hris_locations", fields: { name: "Changed" } },
  "/hris/time-off-balances type": { at: "type", model: "hris_absence_types", fields: { name: "Changed" } },
  "/hris/absences type": { at: "type", model: "hris_absence_types", fields: { name: "Changed" } },
  "/hris/performance-reviews review_cycle": {
    at: "review_cycle",
    model: "hris_performance_review_cycles",
    fields: { name: "Changed" },
  },
  "/hris/performance-reviews reviewee": { at: "reviewee", model: "hris_employees", fields: { last_name: "Changed" } },
  "/hris/performance-reviews reviewer": { at: "reviewer", model: "hris_employees", fields: { last_name: "Changed" } },
  "/hris/staffing-entities locations": { at: "locations", model: "hris_locations", fields: { name: "Changed" } },
  "/hris/staffing-entities legal_entities": {
    at: "legal_entities",
    model: "hris_legal_entities",
    fields: { name: "Changed" },
  },
  "/hris/staffing-entities groups": { at: "groups", model: "hris_teams", fields: { name: "Changed" } },
  "/ats/applications candidate": { at: "candidate", model: "ats_candidates", fields: { last_name: "Changed" } },
  "/ats/applications candidate.tags": { at: "candidate.tags", model: "ats_tags", fields: { name: "Changed" } },
  "/ats/applications current_stage": {
    at: "current_stage",
    model: "ats_application_stages",
    fields: { name: "Changed" },
  },
  "/ats/applications job": { at: "job", model: "ats_jobs", fields: { name: "Changed" } },
  "/ats/applications interviews": { at: "interviews", model: "ats_interviews", fields: { title: "Changed" } },
  "/ats/applications offers": { at: "offers", model: "ats_offers", fields: { status: "DRAFT" } },
  "/ats/candidates applications": { at: "applications", model: "ats_applications", fields: { outcome: "HIRED" } },
  "/ats/candidates applications.current_stage": {
    at: "applications.current_stage",
    model: "ats_application_stages",
    fields: { name: "Changed" },
  },
  "/ats/candidates applications.job": { at: "applications.job", model: "ats_jobs", fields: { name: "Changed" } },
  "/ats/candidates tags": { at: "tags", model: "ats_tags", fields: { name: "Changed" } },
  "/ats/jobs stages": { at: "stages", model: "ats_application_stages", fields: { name: "Changed" } },
  "/ats/jobs screening_questions": {
    at: "screening_questions",
    model: "ats_screening_questions",
    fields: { title: "Changed" },
  },
  "/ats/jobs job_postings": { at: "job_postings", model: "ats_job_postings", fields: { title: "Changed" } },
  "/ats/jobs hiring_team": { at: "hiring_team", model: "ats_users", fields: { last_name: "Changed" } },
  "/ats/users system_role_assignment": {
    at: "system_roles",
    model: "ats_roles",
    fields: { remote_label: "Changed" },
  },
  "/ats/offers application.candidate": {
    at: "application.candidate",
    model: "ats_candidates",
    fields: { last_name: "Changed" },
  },
  "/ats/offers application.job": { at: "application.job", model: "ats_jobs", fields: { name: "Changed" } },
  "/ats/interviews interviewers": { at: "users", model: "ats_users", fields: { last_name: "Changed" } },
  "/ats/interviews application": { at: "application", model: "ats_applications", fields: { outcome: "HIRED" } },
  "/ats/interviews application.candidate": {
    at: "application.candidate",
    model: "ats_candidates",
    fields: { last_name: "Changed" },
  },
  "/ats/interviews application.job": { at: "application.job", model: "ats_jobs", fields: { name: "Changed" } },
  "/ats/notes author": { at: "author", model: "ats_users", fields: { last_name: "Changed" } },
  "/lms/course-progressions user": { at: "user", model: "lms_users", fields: { last_name: "Changed" } },
  "/lms/course-progressions course_revision": {
    at: "course_revision",
    model: "lms_course_revisions",
    fields: { title: "Changed" },
  },
  "/lms/courses provider": { at: "provider", model: "lms_course_providers", fields: { name: "Changed" } },
  "/lms/courses revisions": { at: "revisions", model: "lms_course_revisions", fields: { title: "Changed" } },
  "/lms/courses revisions.skill_assignments": {
    at: "revisions.skill_assignments.skill",
    model: "lms_skills",
    fields: { name: "Changed" },
  },
};

/** What the wire shows without a remote id to change it by. */
const notShown = ["/ats/offers application", "/ats/notes application", "/ats/notes candidate"];

const catalog: readonly Endpoint[] = endpoints;
const rules = catalog.flatMap(({ path, nested: table }) => table.map((rule): [string, NestedRule] => [path, rule]));
const visible = rules.filter(([path, rule]) => !notShown.includes(`${path} ${rule.path}`));

function objectsAt(value: JsonValue | undefined, path: readonly string[]): readonly JsonObject[] {
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => objectsAt(item, path));
  if (typeof value !== "object" || value === null || !isObject(value)) return [];
  const [step, ...rest] = path;
  return step === undefined ? [value] : objectsAt(value[step], rest);
}

function isObject(value: object): value is JsonObject {
  return !Array.isArray(value);
}

async function isReturned(path: string, change: (integrationId: string) => string): Promise<boolean> {
  const integrationId = integrationFor(simulator, path);
  const since = clock.now().toISOString();
  clock.advance(1_000);
  const parent = change(integrationId);
  const records = await readAll(simulator, { integrationId, path }, { updated_after: since, include_deleted: "true" });
  return records.some(({ id }) => id === parent);
}

/** Changes the first nested record that any live parent shows; the parent's id. */
function changeLinked(path: string, rule: NestedRule): (integrationId: string) => string {
  const change = nested[`${path} ${rule.path}`];
  if (!change) throw new Error(`No change is written down for ${path} ${rule.path}`);
  return (integrationId) => {
    for (const record of simulator.expectedRecords(integrationId, path)) {
      const found = objectsAt(record, change.at.split("."))[0];
      const remoteId = found?.["remote_id"];
      // Nobody is their own manager or reviewer here: that would be a change of the record itself.
      if (record["remote_deleted_at"] !== null || typeof remoteId !== "string" || found?.["id"] === record["id"])
        continue;
      const update = { kind: "update", model: change.model, fields: change.fields } as const;
      simulator.mutate(integrationId, { ...update, remoteId }, { silent: true });
      return textField(record, "id");
    }
    throw new Error(`No record of ${path} shows ${rule.path}`);
  };
}

describe("updated_after", () => {
  it.each(visible)("of %s keeps to the reference's table for a changed record: $path", async (path, rule) => {
    expect(await isReturned(path, changeLinked(path, rule))).toBe(rule.linkedRecord === true);
  });

  it.each(visible)("of %s returns the parent in the guides' way for $path", async (path, rule) => {
    simulator.setUpdatedAfterMode("guide");
    expect(await isReturned(path, changeLinked(path, rule))).toBe(true);
  });

  it("is written down for every visible rule of the catalog", () => {
    expect(Object.keys(nested).toSorted()).toEqual(visible.map(([path, rule]) => `${path} ${rule.path}`).toSorted());
  });
});

const lists = [
  ["/hris/employees", "hris_join_employees_teams"],
  ["/hris/staffing-entities", "hris_join_staffing_entities_locations"],
  ["/hris/staffing-entities", "hris_join_staffing_entities_legal_entities"],
  ["/hris/staffing-entities", "hris_join_staffing_entities_groups"],
  ["/ats/candidates", "ats_join_candidates_tags"],
  ["/ats/jobs", "ats_join_jobs_application_stages"],
  ["/ats/jobs", "ats_join_jobs_screening_questions"],
  ["/ats/jobs", "ats_join_jobs_users"],
  ["/ats/users", "ats_join_users_roles"],
] as const;

describe("a changed list", () => {
  it.each(lists)("of %s brings the record back, without a new changed_at: %s", async (path, model) => {
    const remoteId = "2";
    const returned = await isReturned(path, (integrationId) => {
      const before = find(integrationId, { path, remoteId });
      simulator.mutate(integrationId, { kind: "members", model, remoteId, to: ["1", "2"] }, { silent: true });
      expect(find(integrationId, { path, remoteId })["changed_at"]).toBe(before["changed_at"]);
      return textField(before, "id");
    });
    expect(returned).toBe(true);
  });

  it("of tags does not bring the application back, as the reference says", async () => {
    const hit = await isReturned("/ats/applications", (integrationId) => {
      const application = [...simulator.expectedRecords(integrationId, "/ats/applications")][0];
      const remoteId = textField(objectsAt(application, ["candidate"])[0], "remote_id");
      const mutation = { kind: "members", model: "ats_join_candidates_tags", remoteId, to: ["2"] } as const;
      simulator.mutate(integrationId, mutation, { silent: true });
      return textField(application, "id");
    });
    expect(hit).toBe(false);
  });

  it.each([
    ["created", { kind: "create", model: "hris_employments", parent: "6" }],
    ["deleted", { kind: "delete", model: "hris_employments", remoteId: "6-1" }],
    ["undeleted", { kind: "undelete", model: "hris_employments", remoteId: "6-1" }],
  ] as const)("of employments brings the employee back when one is %s", async (_what, mutation: Mutation) => {
    const returned = await isReturned("/hris/employees", (integrationId) => {
      simulator.mutate(integrationId, mutation, { silent: true });
      return textField(find(integrationId, { path: "/hris/employees", remoteId: "6" }), "id");
    });
    expect(returned).toBe(true);
  });
});

function find(integrationId: string, { path, remoteId }: { path: string; remoteId: string }): JsonObject {
  for (const record of simulator.expectedRecords(integrationId, path)) {
    if (record["remote_id"] === remoteId) return record;
  }
  throw new Error(`${path} has no ${remoteId}`);
}

describe("the guides' stories", () => {
  it("a job title changed at 10:00 moves the employment's changed_at, not the employee's, and returns both", async () => {
    const integrationId = integrationOf(simulator, "HRIS");
    const employees = { integrationId, path: "/hris/employees" };
    const before = find(integrationId, { path: employees.path, remoteId: "9" });
    const nine = clock.now().toISOString();
    clock.advance(3_600_000);
    const ten = clock.now().toISOString();
    const fields = { job_title: "Principal Engineer" };
    simulator.mutate(integrationId, { kind: "update", model: "hris_employments", remoteId: "9-1", fields });

    const [employee] = await readAll(simulator, employees, { updated_after: nine });
    expect(employee).toMatchObject({ id: before["id"], changed_at: before["changed_at"] });
    expect(objectsAt(employee?.["employments"], [])[0]).toMatchObject({ ...fields, changed_at: ten });
    const changed = await readAll(simulator, { ...employees, path: "/hris/employments" }, { updated_after: nine });
    expect(changed).toHaveLength(1);
  });

  it("a retitled course revision returns its course, and its progressions only in the guides' way", async () => {
    const integrationId = integrationOf(simulator, "LMS");
    const progression = [...simulator.expectedRecords(integrationId, "/lms/course-progressions")][0];
    const revision = objectsAt(progression, ["course_revision"])[0];
    const since = clock.now().toISOString();
    clock.advance(1_000);
    const remoteId = textField(revision, "remote_id");
    const fields = { title: "Brandschutz 2026" };
    simulator.mutate(integrationId, { kind: "update", model: "lms_course_revisions", remoteId, fields });

    const read = (path: string) => readAll(simulator, { integrationId, path }, { updated_after: since });
    expect(await read("/lms/courses")).toHaveLength(1);
    expect(await read("/lms/course-progressions")).toEqual([]);
    simulator.setUpdatedAfterMode("guide");
    const returned = await read("/lms/course-progressions");
    expect(returned.length).toBeGreaterThan(0);
    expect(returned.every((record) => JSON.stringify(record).includes(fields.title))).toBe(true);
  });

  it("a renamed group shows inside of every member at once, without returning them", async () => {
    const integrationId = integrationOf(simulator, "HRIS");
    const since = clock.now().toISOString();
    clock.advance(1_000);
    const fields = { name: "Neue Abteilung" };
    simulator.mutate(integrationId, { kind: "update", model: "hris_teams", remoteId: "1", fields });
    const employees = { integrationId, path: "/hris/employees" };
    const all = await readAll(simulator, employees);
    expect(all.filter((record) => JSON.stringify(record["groups"]).includes(fields.name)).length).toBeGreaterThan(1);
    expect(await readAll(simulator, employees, { updated_after: since })).toEqual([]);
  });
});

describe("life", () => {
  it("leaves no changed record that updated_after would not return", async () => {
    const since = clock.now().toISOString();
    for (let step = 0; step < 300; step += 1) {
      clock.advance(1_000);
      simulator.life.step();
    }
    for (const { path } of endpoints) {
      const integrationId = integrationFor(simulator, path);
      const all = [...simulator.expectedRecords(integrationId, path)];
      const quick = await readAll(
        simulator,
        { integrationId, path },
        { include_deleted: "true", updated_after: since },
      );
      const returned = new Set(quick.map(({ id }) => id));
      const changed = all.filter((record) => textField(record, "changed_at") > since);
      expect(changed.filter(({ id }) => !returned.has(id))).toEqual([]);
    }
  });
});
