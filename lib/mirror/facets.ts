import { ownOf } from "./json";

/** A value by which records of a model form groups; its path in `data`, keys joined by dots. */
export type Facet = { readonly label: string; readonly path: string };

const person: readonly Facet[] = [{ label: "Status", path: "status" }];
const application: readonly Facet[] = [
  { label: "Job", path: "job.name" },
  { label: "Stage", path: "current_stage.name" },
  { label: "Outcome", path: "outcome" },
];

/** What many records at once may leave a tool by: a site, a company, a permission, a status. */
const facetsByModel: Readonly<Record<string, readonly Facet[]>> = {
  hris_employees: [
    { label: "Location", path: "work_location.name" },
    { label: "Legal entity", path: "legal_entity.name" },
    { label: "Employment status", path: "employment_status" },
    { label: "Employment type", path: "employment_type" },
    { label: "Group", path: "groups.0.name" },
    { label: "Manager", path: "manager.display_full_name" },
    { label: "Terminated on", path: "termination_date" },
    { label: "Country", path: "work_location.address.country" },
  ],
  hris_employments: [
    { label: "Employment type", path: "employment_type" },
    { label: "Job title", path: "job_title" },
    { label: "Effective from", path: "effective_date" },
  ],
  hris_teams: [
    { label: "Type", path: "type" },
    { label: "Parent", path: "parent_id" },
  ],
  hris_locations: [{ label: "Country", path: "address.country" }],
  hris_legal_entities: [{ label: "Country", path: "address.country" }],
  hris_absences: [
    { label: "Type", path: "type.name" },
    { label: "Status", path: "status" },
    { label: "Employee", path: "employee_id" },
  ],
  hris_time_off_balances: [
    { label: "Type", path: "type.name" },
    { label: "Unit", path: "balance_unit" },
  ],
  hris_timesheets: [
    { label: "Approval", path: "approval_status" },
    { label: "Employee", path: "employee_id" },
  ],
  hris_performance_reviews: [
    { label: "Type", path: "type" },
    { label: "Cycle", path: "review_cycle.name" },
  ],
  hris_staffing_entities: [
    { label: "Type", path: "model_type" },
    { label: "Status", path: "status" },
  ],
  ats_applications: application,
  ats_candidates: [
    { label: "Company", path: "company" },
    { label: "Source", path: "source" },
    { label: "Job", path: "applications.0.job.name" },
  ],
  ats_jobs: [
    { label: "Department", path: "department" },
    { label: "Status", path: "status" },
    { label: "Employment type", path: "employment_type" },
  ],
  ats_offers: [
    { label: "Status", path: "status" },
    { label: "Job", path: "application.job.name" },
  ],
  ats_interviews: [
    { label: "Status", path: "status" },
    { label: "Job", path: "application.job.name" },
  ],
  ats_users: person,
  lms_users: person,
  lms_courses: [{ label: "Provider", path: "provider.name" }],
  lms_course_progressions: [
    { label: "Course", path: "course_revision.title" },
    { label: "Status", path: "status" },
  ],
};

export function facetsOf(model: string): readonly Facet[] {
  return ownOf(facetsByModel, model) ?? [];
}
