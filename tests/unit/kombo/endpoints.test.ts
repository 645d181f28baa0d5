import { describe, expect, test } from "vitest";

import { type Endpoint, endpoints, listEndpointsFedBy } from "@/lib/kombo/endpoints";
import { listAffectedEndpoints } from "@/lib/webhooks/affected-endpoints";

/** The tables "All models" of Kombo's guides, word for word. */
const guideTables: Readonly<Record<string, readonly string[]>> = {
  "/hris/absences": ["hris_absences", "hris_absence_types"],
  "/hris/employees": [
    "hris_employees",
    "hris_employments",
    "hris_join_employees_teams",
    "hris_legal_entities",
    "hris_locations",
    "hris_teams",
    "hris_time_off_balances",
  ],
  "/hris/employments": ["hris_employments"],
  "/hris/groups": ["hris_teams"],
  "/hris/time-off-balances": ["hris_time_off_balances", "hris_absence_types"],
  "/hris/timesheets": ["hris_timesheets"],
  "/ats/applications": [
    "ats_applications",
    "ats_application_stages",
    "ats_candidates",
    "ats_interviews",
    "ats_jobs",
    "ats_join_candidates_tags",
    "ats_offers",
    "ats_tags",
  ],
  "/ats/candidates": [
    "ats_candidates",
    "ats_application_stages",
    "ats_applications",
    "ats_jobs",
    "ats_join_candidates_tags",
    "ats_join_jobs_application_stages",
    "ats_tags",
  ],
  "/ats/interviews": [
    "ats_interviews",
    "ats_applications",
    "ats_candidates",
    "ats_jobs",
    "ats_join_interviews_users",
    "ats_users",
  ],
  "/ats/jobs": [
    "ats_jobs",
    "ats_application_stages",
    "ats_job_postings",
    "ats_join_jobs_application_stages",
    "ats_join_jobs_screening_questions",
    "ats_join_jobs_users",
    "ats_screening_questions",
    "ats_users",
  ],
  "/ats/offers": ["ats_offers", "ats_applications", "ats_candidates", "ats_jobs"],
  "/ats/rejection-reasons": ["ats_rejection_reasons"],
  "/lms/users": ["lms_users"],
  "/lms/courses": [
    "lms_courses",
    "lms_course_revisions",
    "lms_course_providers",
    "lms_skills",
    "lms_join_revisions_skills",
  ],
  "/lms/course-progressions": ["lms_course_progressions", "lms_courses", "lms_course_revisions", "lms_users"],
};

const catalog: readonly Endpoint[] = endpoints;

describe("the catalog", () => {
  test("documented models are exactly those of the three guides' tables", () => {
    const documented = catalog.filter(({ models }) => models.documented.length > 0);
    expect(Object.fromEntries(documented.map(({ path, models }) => [path, models.documented.toSorted()]))).toEqual(
      Object.fromEntries(Object.entries(guideTables).map(([path, models]) => [path, models.toSorted()])),
    );
  });

  test("no model is both documented and inferred for an endpoint, and every endpoint is fed by something", () => {
    for (const { path, models } of catalog) {
      expect(
        models.inferred.filter((model) => models.documented.includes(model)),
        path,
      ).toEqual([]);
      expect(models.documented.length + models.inferred.length, path).toBeGreaterThan(0);
    }
  });

  test("an endpoint's own model marks it, and models are stored once per integration", () => {
    for (const { path, model } of catalog) expect(listEndpointsFedBy(model).map((fed) => fed.path)).toContain(path);
    expect(new Set(catalog.map(({ model }) => model)).size).toBe(catalog.length);
  });
});

describe("affected endpoints", () => {
  test("changed_models: every endpoint a changed model feeds, not only the one it is named after", () => {
    const input = { category: "HRIS", strategy: "changed_models" };
    expect(listAffectedEndpoints({ ...input, changedModels: ["hris_employments"] })).toEqual([
      "/hris/employees",
      "/hris/employments",
    ]);
    expect(listAffectedEndpoints({ ...input, changedModels: ["hris_absence_types"] })).toEqual([
      "/hris/absence-types",
      "/hris/time-off-balances",
      "/hris/absences",
    ]);
  });

  test("simplified, no model named, or an unknown one: all endpoints of the category, since a change must not be lost", () => {
    const all = catalog.filter(({ category }) => category === "LMS").map(({ path }) => path);
    for (const [strategy, changedModels] of [
      ["simplified", ["lms_users"]],
      ["changed_models", []],
      ["changed_models", ["lms_users", "lms_brand_new"]],
    ] as const) {
      expect(listAffectedEndpoints({ category: "LMS", strategy, changedModels })).toEqual(all);
    }
  });
});
