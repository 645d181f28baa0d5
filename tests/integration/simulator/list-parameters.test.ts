import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Simulator } from "@/lib/simulator/simulator";
import { startSimulator } from "@/lib/simulator/start-simulator";
import { textField } from "@/tests/unit/simulator/text-field";

import { complete, integrationOf, readAll, readPage } from "./kombo-reader";

let simulator: Simulator;
let hris: string;
const employees = () => ({ integrationId: hris, path: "/hris/employees" });

beforeAll(async () => {
  simulator = await startSimulator({ size: 130, rateLimit: { limit: 100_000 }, integrations: complete });
  hris = integrationOf(simulator, "HRIS");
});

afterAll(() => simulator.stop());

describe("page_size", () => {
  it.each([
    ["1", 1],
    ["100", 100],
  ])("of %s gives that many records and a cursor", async (size, count) => {
    const page = await readPage(simulator, employees(), { page_size: size });
    expect(page.results).toHaveLength(count);
    expect(page.next).toEqual(expect.any(String));
  });

  it("is 100 unless given", async () => {
    expect((await readPage(simulator, employees())).results).toHaveLength(100);
  });

  it("of 250 gives everything there is, and no cursor", async () => {
    const page = await readPage(simulator, employees(), { page_size: "250" });
    expect(page.next).toBeNull();
  });

  it.each(["0", "251", "-1", "ten", "1.5", ""])("of %j is refused", async (size) => {
    const page = await readPage(simulator, employees(), { page_size: size });
    expect(page).toMatchObject({ status: 400, code: "PLATFORM.INPUT_INVALID" });
  });
});

describe("a cursor", () => {
  it("leads through every record exactly once, whatever the page's size", async () => {
    const ids = (await readAll(simulator, employees(), { page_size: "7" })).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual((await readAll(simulator, employees())).map(({ id }) => id));
  });

  it.each([
    ["another filter", { include_deleted: "true" }],
    ["another updated_after", { updated_after: "2020-01-01" }],
  ])("is refused with %s", async (_what, other) => {
    const { next } = await readPage(simulator, employees(), { page_size: "5" });
    const page = await readPage(simulator, employees(), { page_size: "5", cursor: next ?? "", ...other });
    expect(page).toMatchObject({ status: 400, code: "PLATFORM.INPUT_INVALID" });
  });

  it("is refused by another endpoint", async () => {
    const { next } = await readPage(simulator, employees(), { page_size: "5" });
    const target = { integrationId: hris, path: "/hris/absences" };
    expect((await readPage(simulator, target, { page_size: "5", cursor: next ?? "" })).status).toBe(400);
  });

  it("that nobody gave out is refused", async () => {
    expect((await readPage(simulator, employees(), { cursor: "abc" })).status).toBe(400);
  });
});

describe("include_deleted", () => {
  it("hides deleted records unless it is true", async () => {
    const shown = await readAll(simulator, employees());
    const all = await readAll(simulator, employees(), { include_deleted: "true" });
    expect(shown.every((record) => record["remote_deleted_at"] === null)).toBe(true);
    expect(all.length).toBeGreaterThan(shown.length);
  });

  it.each(["1", "TRUE", "yes"])("of %j is refused", async (value) => {
    expect((await readPage(simulator, employees(), { include_deleted: value })).status).toBe(400);
  });
});

describe("updated_after", () => {
  it.each(["2026-01-01", "2026-01-01T10:00:00Z", "2026-01-01T10:00:00.123Z"])("accepts %s", async (value) => {
    expect((await readPage(simulator, employees(), { updated_after: value })).status).toBe(200);
  });

  it.each(["2026-01-01T10:00:00+01:00", "yesterday", "2026-13-45"])("refuses %s", async (value) => {
    expect((await readPage(simulator, employees(), { updated_after: value })).status).toBe(400);
  });

  it("long before the start returns everything", async () => {
    const all = await readAll(simulator, employees());
    expect(await readAll(simulator, employees(), { updated_after: "2001-01-01" })).toEqual(all);
  });
});

describe("filters", () => {
  it("ids and remote_ids are OR inside and AND between", async () => {
    const [first, second, third] = await readAll(simulator, employees());
    const ids = `${textField(first, "id")},${textField(second, "id")}`;
    const remoteIds = `${textField(second, "remote_id")},${textField(third, "remote_id")}`;
    expect((await readAll(simulator, employees(), { ids })).map(({ id }) => id)).toEqual([
      first?.["id"],
      second?.["id"],
    ]);
    expect(await readAll(simulator, employees(), { remote_ids: remoteIds })).toHaveLength(2);
    expect((await readAll(simulator, employees(), { ids, remote_ids: remoteIds })).map(({ id }) => id)).toEqual([
      second?.["id"],
    ]);
  });

  it("that do not match return nothing", async () => {
    expect(await readAll(simulator, employees(), { remote_ids: "no-such-person" })).toEqual([]);
  });

  it.each([
    ["/hris/employees", "employment_status", "employment_status"],
    ["/hris/groups", "types", "type"],
    ["/hris/absences", "type_ids", "type_id"],
    ["/hris/timesheets", "employee_id", "employee_id"],
    ["/ats/applications", "current_stage_ids", "current_stage_id"],
    ["/ats/jobs", "statuses", "status"],
    ["/ats/notes", "candidate_ids", "candidate_id"],
    ["/lms/users", "work_emails", "work_email"],
    ["/lms/course-progressions", "user_ids", "user_id"],
  ])("of %s: %s returns exactly those with that %s", async (path, param, field) => {
    const integrationId = integrationOf(simulator, path.slice(1, 5).replace("/", "").toUpperCase());
    const all = await readAll(simulator, { integrationId, path });
    const wanted = textField(all[0], field);
    const found = await readAll(simulator, { integrationId, path }, { [param]: wanted });
    expect(found).toEqual(all.filter((record) => record[field] === wanted));
  });

  it("that look into nested records find by what is nested", async () => {
    const [group] = await readAll(simulator, { integrationId: hris, path: "/hris/groups" });
    const id = textField(group, "id");
    const found = await readAll(simulator, employees(), { group_ids: id });
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((record) => JSON.stringify(record["groups"]).includes(id))).toBe(true);
  });

  it("that the tool does not support empty the result, unless they are to be ignored", async () => {
    const custom_fields = '{"a":1}';
    expect(await readAll(simulator, employees(), { custom_fields })).toEqual([]);
    const ignored = await readAll(simulator, employees(), { custom_fields, ignore_unsupported_filters: "true" });
    expect(ignored).toEqual(await readAll(simulator, employees()));
  });
});

describe("a request that may not read", () => {
  it.each([
    ["a wrong key", { apiKey: "wrong" }, { status: 401, code: "PLATFORM.AUTHENTICATION_INVALID" }],
    [
      "an unknown integration",
      { integrationId: "personio:unknown" },
      { status: 404, code: "PLATFORM.INTEGRATION_NOT_FOUND" },
    ],
    ["the path of another category", { path: "/ats/jobs" }, { status: 403, code: "INTEGRATION.MODEL_NOT_AVAILABLE" }],
  ])("for %s is told so", async (_what, change, answer) => {
    expect(await readPage(simulator, { ...employees(), ...change })).toMatchObject(answer);
  });

  it("for an unknown path is told so in the same envelope", async () => {
    const answer = await readPage(simulator, { ...employees(), path: "/hris/nothing" });
    expect(answer.status).toBe(404);
    expect(Object.keys(JSON.parse(answer.text).error)).toEqual(["code", "title", "message", "log_url"]);
  });
});

describe("an integration that is not ready", () => {
  it.each([
    [{ setupStatus: "FINAL_SYNC_PENDING" }, 409, "INTEGRATION.SETUP_SYNC_PENDING"],
    [{ setupStatus: "INCOMPLETE" }, 409, "INTEGRATION.SETUP_INCOMPLETE"],
    [{ qaStatus: "FAILED" }, 409, "INTEGRATION.QA_FAILED"],
    [{ state: "INACTIVE" }, 403, "INTEGRATION.INACTIVE"],
  ] as const)("with %j answers %i %s", async (change, status, code) => {
    const { id } = simulator.createIntegration({ category: "HRIS", tool: "hibob", organizationName: "Neu", size: 50 });
    simulator.setState(id, change);
    expect(await readPage(simulator, { integrationId: id, path: "/hris/employees" })).toMatchObject({ status, code });
  });

  it("is gone for good once it was deleted", async () => {
    const { id } = simulator.createIntegration({ category: "LMS", tool: "moodle", organizationName: "Weg", size: 50 });
    simulator.deleteIntegration(id);
    expect((await readPage(simulator, { integrationId: id, path: "/lms/users" })).code).toBe(
      "PLATFORM.INTEGRATION_NOT_FOUND",
    );
  });
});
