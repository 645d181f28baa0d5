import { isJsonObject, ownOf } from "./json";

export type Reference = {
  readonly path: string;
  /** Where the id itself stands: in the object, where the path is one. */
  readonly idPath: string;
  readonly model: string;
  readonly id: string;
};

/** Which model an id names, by category and key; the same key means the same thing in every model of a category. */
const modelByKey: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  hris: {
    manager_id: "hris_employees",
    employee_id: "hris_employees",
    approver_id: "hris_employees",
    manager: "hris_employees",
    reviewee: "hris_employees",
    reviewer: "hris_employees",
    work_location_id: "hris_locations",
    work_location: "hris_locations",
    locations: "hris_locations",
    legal_entity_id: "hris_legal_entities",
    legal_entity: "hris_legal_entities",
    legal_entities: "hris_legal_entities",
    groups: "hris_teams",
    teams: "hris_teams",
    type_id: "hris_absence_types",
    type: "hris_absence_types",
    employments: "hris_employments",
    time_off_balances: "hris_time_off_balances",
    review_cycle: "hris_performance_review_cycles",
  },
  ats: {
    candidate_id: "ats_candidates",
    candidate: "ats_candidates",
    application_id: "ats_applications",
    application: "ats_applications",
    applications: "ats_applications",
    job_id: "ats_jobs",
    job: "ats_jobs",
    current_stage_id: "ats_application_stages",
    current_stage: "ats_application_stages",
    stage_id: "ats_application_stages",
    stages: "ats_application_stages",
    interviews: "ats_interviews",
    offers: "ats_offers",
    tags: "ats_tags",
    users: "ats_users",
    hiring_team: "ats_users",
    interviewers: "ats_users",
    author_id: "ats_users",
    author: "ats_users",
    system_roles: "ats_roles",
  },
  lms: { user_id: "lms_users", user: "lms_users", course: "lms_courses", skill: "lms_skills" },
};

/** `parent_id` names another record of the same model. */
const sameModelKey = "parent_id";
const listed = 200;

/** The model a key's value names, in records of `model`; undefined for keys that name none. */
export function modelOfKey(model: string, key: string): string | undefined {
  return key === sameModelKey ? model : ownOf(modelByKey[model.split("_")[0] ?? ""] ?? {}, key);
}

/** Every id in a record that names another mirrored record, at most 200. */
export function listReferences(model: string, data: unknown): readonly Reference[] {
  const found: Reference[] = [];
  collect({ value: data, path: "", found, modelOf: (key) => modelOfKey(model, key) });
  return found.slice(0, listed);
}

type Walk = {
  readonly value: unknown;
  readonly path: string;
  readonly found: Reference[];
  readonly modelOf: (key: string) => string | undefined;
};

function collect(walk: Walk): void {
  if (!isJsonObject(walk.value)) return;
  for (const [key, child] of Object.entries(walk.value)) {
    const path = walk.path === "" ? key : `${walk.path}.${key}`;
    const model = walk.modelOf(key);
    const entries = Array.isArray(child)
      ? child.map((entry, index) => ({ entry, at: `${path}.${index}` }))
      : [{ entry: child, at: path }];
    for (const { entry, at } of entries) {
      const id = isJsonObject(entry) ? entry["id"] : entry;
      if (model !== undefined && typeof id === "string" && (isJsonObject(entry) || key.endsWith("_id"))) {
        walk.found.push({ path: at, idPath: isJsonObject(entry) ? `${at}.id` : at, model, id });
      }
      collect({ ...walk, value: entry, path: at });
    }
  }
}
