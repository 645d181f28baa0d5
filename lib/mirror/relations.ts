import { maySee, sensitivityOf } from "@/lib/auth/mask";
import type { Sight } from "@/lib/auth/sight";
import type { Related } from "@/lib/mirror/schema/related-words";

/** That records of one model name records of another: where their ids stand, keys joined by dots, through lists. */
export type Relation = {
  /** Of the records that name. */
  readonly model: string;
  readonly path: string;
  /** Of the record that is named. */
  readonly of: string;
  /** The path leads through a list: one record names several. */
  readonly isList?: true;
  /** What the ones that name are called from there, where their model's name does not say it. */
  readonly label?: string;
};

/** The paths are those of the function record_references of the migrations, which the index of references is made of. */
export const relations: readonly Relation[] = [
  { model: "hris_employees", path: "manager_id", of: "hris_employees", label: "Reports" },
  { model: "hris_employees", path: "groups.id", of: "hris_teams", isList: true, label: "Members" },
  { model: "hris_employees", path: "work_location_id", of: "hris_locations" },
  { model: "hris_employees", path: "legal_entity_id", of: "hris_legal_entities" },
  { model: "hris_employments", path: "employee_id", of: "hris_employees" },
  { model: "hris_absences", path: "employee_id", of: "hris_employees" },
  { model: "hris_absences", path: "approver_id", of: "hris_employees", label: "Absences to approve" },
  { model: "hris_absences", path: "type_id", of: "hris_absence_types" },
  { model: "hris_time_off_balances", path: "employee_id", of: "hris_employees" },
  { model: "hris_time_off_balances", path: "type_id", of: "hris_absence_types" },
  { model: "hris_timesheets", path: "employee_id", of: "hris_employees" },
  { model: "hris_performance_reviews", path: "reviewee.id", of: "hris_employees" },
  { model: "hris_performance_reviews", path: "reviewer.id", of: "hris_employees", label: "Reviews given" },
  { model: "hris_performance_reviews", path: "review_cycle.id", of: "hris_performance_review_cycles" },
  { model: "hris_teams", path: "parent_id", of: "hris_teams", label: "Groups inside" },
  {
    model: "hris_staffing_entities",
    path: "parent_id",
    of: "hris_staffing_entities",
    label: "Staffing entities inside",
  },
  { model: "hris_staffing_entities", path: "locations.id", of: "hris_locations", isList: true },
  { model: "hris_staffing_entities", path: "legal_entities.id", of: "hris_legal_entities", isList: true },
  { model: "hris_staffing_entities", path: "groups.id", of: "hris_teams", isList: true },
  { model: "ats_applications", path: "candidate_id", of: "ats_candidates" },
  { model: "ats_applications", path: "job_id", of: "ats_jobs" },
  {
    model: "ats_applications",
    path: "current_stage_id",
    of: "ats_application_stages",
    label: "Applications at this stage",
  },
  { model: "ats_candidates", path: "tags.id", of: "ats_tags", isList: true },
  { model: "ats_jobs", path: "stages.id", of: "ats_application_stages", isList: true },
  { model: "ats_jobs", path: "hiring_team.id", of: "ats_users", isList: true, label: "Jobs hired for" },
  { model: "ats_offers", path: "application_id", of: "ats_applications" },
  { model: "ats_offers", path: "application.candidate.id", of: "ats_candidates" },
  { model: "ats_offers", path: "application.job.id", of: "ats_jobs" },
  { model: "ats_interviews", path: "application_id", of: "ats_applications" },
  { model: "ats_interviews", path: "application.candidate.id", of: "ats_candidates" },
  { model: "ats_interviews", path: "application.job.id", of: "ats_jobs" },
  { model: "ats_interviews", path: "stage_id", of: "ats_application_stages" },
  { model: "ats_interviews", path: "users.id", of: "ats_users", isList: true },
  { model: "ats_notes", path: "candidate_id", of: "ats_candidates" },
  { model: "ats_notes", path: "application_id", of: "ats_applications" },
  { model: "ats_notes", path: "author_id", of: "ats_users" },
  { model: "lms_course_progressions", path: "user_id", of: "lms_users" },
  { model: "lms_course_progressions", path: "course_revision.course.id", of: "lms_courses" },
  { model: "lms_courses", path: "revisions.skill_assignments.skill.id", of: "lms_skills", isList: true },
];

/** Who names records of this model, as far as it may be seen: what is masked is not counted either. */
export function listRelationsOf(model: string, sight: Sight): readonly Relation[] {
  return relations.filter((relation) => relation.of === model && maySeeReference(relation, sight));
}

/** Whether somebody may know which record is named there. */
export function maySeeReference({ model, path }: Pick<Relation, "model" | "path">, sight: Sight): boolean {
  return maySee(sight, sensitivityOf(model, path));
}

/** The relation a list is asked for; null where there is none, or none to be seen. */
export function findAskedRelation(
  asked: { readonly model: string | undefined; readonly related: Related },
  sight: Sight,
): Relation | null {
  const { model, related } = asked;
  const found =
    model === undefined ? undefined : relations.find((one) => one.model === model && one.path === related.path);
  return found?.of === related.of && maySeeReference(found, sight) ? found : null;
}

/** How a reference is looked for: `manager_id:4xY…`. */
export function referenceKey(path: string, komboId: string): string {
  return `${path}:${komboId}`;
}
