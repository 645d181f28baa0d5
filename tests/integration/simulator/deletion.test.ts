import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createManualClock, type ManualClock } from "@/lib/simulator/manual-clock";
import type { Simulator } from "@/lib/simulator/simulator";
import { startSimulator } from "@/lib/simulator/start-simulator";
import { textField } from "@/tests/unit/simulator/text-field";
import { findWireProblems } from "@/tests/unit/simulator/wire-shape";

import { complete, integrationFor, integrationOf, readAll } from "./kombo-reader";

const day = 86_400_000;
let clock: ManualClock;
let simulator: Simulator;
let hris: string;

beforeEach(async () => {
  clock = createManualClock(new Date("2026-03-02T09:00:00Z"));
  simulator = await startSimulator({ clock, size: 60, rateLimit: { limit: 10_000 }, integrations: complete });
  hris = integrationOf(simulator, "HRIS");
});

afterEach(() => simulator.stop());

const employee = async () => {
  const params = { remote_ids: "5", include_deleted: "true" };
  return (await readAll(simulator, { integrationId: hris, path: "/hris/employees" }, params))[0];
};

describe("a deleted record", () => {
  it("has the time of its deletion, a new changed_at, and is hidden unless asked for", async () => {
    simulator.mutate(hris, { kind: "delete", model: "hris_employees", remoteId: "5" });
    const at = clock.now().toISOString();
    expect(await employee()).toMatchObject({ remote_deleted_at: at, changed_at: at });
    const shown = await readAll(simulator, { integrationId: hris, path: "/hris/employees" }, { remote_ids: "5" });
    expect(shown).toEqual([]);
  });

  it("takes what lives below it with it", async () => {
    simulator.mutate(hris, { kind: "delete", model: "hris_employees", remoteId: "5" });
    const { id } = (await employee()) ?? {};
    const employments = await readAll(simulator, { integrationId: hris, path: "/hris/employments" });
    expect(employments.some((record) => record["employee_id"] === id)).toBe(false);
  });

  it("comes back as it was, with a new changed_at", async () => {
    const before = await employee();
    simulator.mutate(hris, { kind: "delete", model: "hris_employees", remoteId: "5" });
    clock.advance(20 * day);
    simulator.mutate(hris, { kind: "undelete", model: "hris_employees", remoteId: "5" });
    const after = await employee();
    const changed_at = clock.now().toISOString();
    expect(after).toMatchObject({ changed_at, remote_deleted_at: null, last_name: before?.["last_name"] });
    expect(after?.["employments"]).toHaveLength([before?.["employments"]].flat().length);
  });

  it("keeps its data for 14 days and is nothing but its keys from then on", async () => {
    const before = await employee();
    simulator.mutate(hris, { kind: "delete", model: "hris_employees", remoteId: "5" });
    const deletedAt = clock.now().toISOString();
    clock.advance(14 * day - 1);
    expect(await employee()).toMatchObject({ last_name: before?.["last_name"] });
    clock.advance(1);
    const emptied = (await employee()) ?? {};
    const left = Object.entries(emptied).filter(([, value]) => value !== null && JSON.stringify(value) !== "[]");
    expect(Object.fromEntries(left)).toEqual({
      id: before?.["id"],
      remote_id: "5",
      changed_at: deletedAt,
      remote_deleted_at: deletedAt,
    });
  });

  it.each([
    ["/hris/employees", "hris_employees", "5"],
    ["/hris/employments", "hris_employments", "5-1"],
    ["/hris/time-off-balances", "hris_time_off_balances", "5-1"],
    ["/hris/performance-reviews", "hris_performance_reviews", null],
    ["/ats/candidates", "ats_candidates", "5"],
    ["/ats/applications", "ats_applications", null],
    ["/ats/interviews", "ats_interviews", null],
    ["/ats/jobs", "ats_jobs", "2"],
    ["/lms/course-progressions", "lms_course_progressions", null],
    ["/lms/courses", "lms_courses", "2"],
  ])("of %s still has the shape of the wire when it is emptied", async (path, model, wanted) => {
    const integrationId = integrationFor(simulator, path);
    const first = [...simulator.expectedRecords(integrationId, path)].find(
      (record) => record["remote_deleted_at"] === null,
    );
    const remoteId = wanted ?? textField(first, "remote_id");
    simulator.mutate(integrationId, { kind: "delete", model, remoteId });
    clock.advance(15 * day);
    const records = [...simulator.expectedRecords(integrationId, path)];
    const emptied = records.find((record) => record["remote_id"] === remoteId) ?? null;
    expect(findWireProblems(path, emptied)).toEqual([]);
  });
});
