import { type Masked, maySee, sensitivityOf } from "@/lib/auth/mask";
import type { Sight } from "@/lib/auth/sight";

import { ownOf, valueAt } from "./json";

type Highlight = { readonly label: string; readonly paths: readonly string[] };

/** What tells records of a model apart at a glance; a model without a row shows none. The first path with a value wins. */
const highlightsByModel: Readonly<Record<string, readonly Highlight[]>> = {
  hris_employees: [
    { label: "Title", paths: ["job_title", "employments.0.job_title"] },
    { label: "Team", paths: ["groups.0.name"] },
    { label: "Location", paths: ["work_location.name"] },
    { label: "Status", paths: ["employment_status"] },
    { label: "Start", paths: ["start_date"] },
  ],
  hris_employments: [
    { label: "Type", paths: ["employment_type"] },
    { label: "From", paths: ["effective_date"] },
  ],
  hris_teams: [{ label: "Type", paths: ["type"] }],
  hris_locations: [{ label: "City", paths: ["address.city", "address.raw"] }],
  hris_legal_entities: [{ label: "Country", paths: ["address.country"] }],
  hris_absence_types: [{ label: "Unit", paths: ["unit"] }],
  hris_absences: [
    { label: "From", paths: ["start_date"] },
    { label: "To", paths: ["end_date"] },
    { label: "Status", paths: ["status"] },
  ],
  hris_time_off_balances: [
    { label: "Balance", paths: ["balance"] },
    { label: "Unit", paths: ["balance_unit"] },
  ],
  hris_timesheets: [
    { label: "Started", paths: ["started_at"] },
    { label: "Hours", paths: ["payable_hours"] },
    { label: "Approval", paths: ["approval_status"] },
  ],
  hris_performance_review_cycles: [{ label: "Starts", paths: ["review_period_start_date"] }],
  hris_performance_reviews: [
    { label: "Type", paths: ["type"] },
    { label: "Cycle", paths: ["review_cycle.name"] },
  ],
  hris_staffing_entities: [
    { label: "Type", paths: ["model_type"] },
    { label: "Status", paths: ["status"] },
    { label: "Openings", paths: ["number_of_openings"] },
  ],
  ats_applications: [
    { label: "Job", paths: ["job.name"] },
    { label: "Stage", paths: ["current_stage.name"] },
    { label: "Outcome", paths: ["outcome"] },
  ],
  ats_candidates: [
    { label: "Title", paths: ["title"] },
    { label: "E-mail", paths: ["email_addresses.0.email_address"] },
  ],
  ats_jobs: [
    { label: "Department", paths: ["department"] },
    { label: "Location", paths: ["location.city", "location.raw"] },
    { label: "Status", paths: ["status"] },
  ],
  ats_users: [
    { label: "E-mail", paths: ["email"] },
    { label: "Status", paths: ["status"] },
  ],
  ats_offers: [
    { label: "Job", paths: ["application.job.name"] },
    { label: "Status", paths: ["status"] },
    { label: "Start", paths: ["employment_start_date"] },
  ],
  ats_interviews: [
    { label: "Candidate", paths: ["application.candidate.last_name"] },
    { label: "Job", paths: ["application.job.name"] },
    { label: "Starts", paths: ["starting_at"] },
  ],
  ats_notes: [{ label: "Written", paths: ["remote_created_at"] }],
  ats_roles: [{ label: "Scope", paths: ["scope"] }],
  lms_users: [
    { label: "E-mail", paths: ["work_email"] },
    { label: "Status", paths: ["status"] },
  ],
  lms_courses: [{ label: "Provider", paths: ["provider.name"] }],
  lms_course_progressions: [
    { label: "Course", paths: ["course_revision.title"] },
    { label: "Status", paths: ["status"] },
    { label: "Completed", paths: ["completed_at"] },
  ],
};

type Shown = { readonly label: string; readonly value: string | Masked };

/** What a record has of them; in the place of one that may not be seen stands that there is one. */
export function listHighlights(
  record: { readonly model: string; readonly data: unknown },
  sight: Sight,
): readonly Shown[] {
  return (ownOf(highlightsByModel, record.model) ?? []).flatMap(({ label, paths }) => {
    const values = paths.flatMap((path) => {
      const text = toText(valueAt(record.data, path));
      return text === null ? [] : [hideUnlessSeen(text, { sensitivity: sensitivityOf(record.model, path), sight })];
    });
    const value = values.find((candidate) => typeof candidate === "string") ?? values[0];
    return value === undefined ? [] : [{ label, value }];
  });
}

/** The labels of a model's highlights, in order. */
export function listHighlightLabels(model: string): readonly string[] {
  return (ownOf(highlightsByModel, model) ?? []).map(({ label }) => label);
}

type Hidden = { readonly sensitivity: ReturnType<typeof sensitivityOf>; readonly sight: Sight };

function hideUnlessSeen(text: string, { sensitivity, sight }: Hidden): string | Masked {
  return sensitivity === null || maySee(sight, sensitivity) ? text : { masked: sensitivity };
}

function toText(value: unknown): string | null {
  if (typeof value === "string") return value === "" ? null : value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}
