/**
 * The list endpoints of Kombo that are mirrored, as data. An endpoint is the unit of fetching, watermark and lease;
 * adding one is adding a row: integrations registered before get it when their details are next due, within hours.
 *
 * - `model`: the model its records are stored under (Kombo ids are unique per model only).
 * - `models.documented`: the tables of Kombo's guides "Fetching Data" for HRIS, ATS and LMS, exactly.
 * - `models.inferred`: not documented; follows from the model's name, or from nested objects whose change brings the
 *   record back under `updated_after`.
 * - `nested`: which nested changes bring a record back under `updated_after`, by the tables of Kombo's API reference.
 *   `addedOrRemoved`: entries come or go; `linkedRecord`: the linked record itself changes; null: not applicable.
 * - `displayName`: paths tried in order, `+` joins two with a space.
 */
const categories = ["HRIS", "ATS", "LMS", "ASSESSMENT"] as const;
export type Category = (typeof categories)[number];

export type NestedRule = {
  readonly path: string;
  readonly addedOrRemoved: boolean | null;
  readonly linkedRecord: boolean | null;
};

export type Endpoint = {
  readonly path: string;
  readonly category: Category;
  readonly model: string;
  readonly label: string;
  readonly displayName: readonly string[];
  readonly models: { readonly documented: readonly string[]; readonly inferred: readonly string[] };
  readonly nested: readonly NestedRule[];
};

export const endpoints = [
  {
    path: "/hris/employees",
    category: "HRIS",
    model: "hris_employees",
    label: "Employees",
    displayName: ["display_full_name", "first_name+last_name", "work_email"],
    models: {
      documented: [
        "hris_employees",
        "hris_employments",
        "hris_join_employees_teams",
        "hris_legal_entities",
        "hris_locations",
        "hris_teams",
        "hris_time_off_balances",
      ],
      inferred: [],
    },
    nested: [
      { path: "employments", addedOrRemoved: true, linkedRecord: true },
      { path: "time_off_balances", addedOrRemoved: true, linkedRecord: true },
      { path: "manager", addedOrRemoved: null, linkedRecord: true },
      { path: "group_memberships", addedOrRemoved: true, linkedRecord: false },
      { path: "legal_entity", addedOrRemoved: null, linkedRecord: true },
      { path: "work_location", addedOrRemoved: null, linkedRecord: true },
    ],
  },
  {
    path: "/hris/employee-document-categories",
    category: "HRIS",
    model: "hris_employee_document_categories",
    label: "Document categories",
    displayName: ["name"],
    models: { documented: [], inferred: ["hris_employee_document_categories"] },
    nested: [],
  },
  {
    path: "/hris/groups",
    category: "HRIS",
    model: "hris_teams",
    label: "Groups",
    displayName: ["name"],
    models: { documented: ["hris_teams"], inferred: [] },
    nested: [],
  },
  {
    path: "/hris/employments",
    category: "HRIS",
    model: "hris_employments",
    label: "Employments",
    displayName: ["job_title"],
    models: { documented: ["hris_employments"], inferred: [] },
    nested: [],
  },
  {
    path: "/hris/locations",
    category: "HRIS",
    model: "hris_locations",
    label: "Locations",
    displayName: ["name"],
    models: { documented: [], inferred: ["hris_locations"] },
    nested: [],
  },
  {
    path: "/hris/absence-types",
    category: "HRIS",
    model: "hris_absence_types",
    label: "Absence types",
    displayName: ["name"],
    models: { documented: [], inferred: ["hris_absence_types"] },
    nested: [],
  },
  {
    path: "/hris/time-off-balances",
    category: "HRIS",
    model: "hris_time_off_balances",
    label: "Time-off balances",
    displayName: ["type.name"],
    models: { documented: ["hris_time_off_balances", "hris_absence_types"], inferred: [] },
    nested: [{ path: "type", addedOrRemoved: null, linkedRecord: true }],
  },
  {
    path: "/hris/absences",
    category: "HRIS",
    model: "hris_absences",
    label: "Absences",
    displayName: ["type.name"],
    models: { documented: ["hris_absences", "hris_absence_types"], inferred: [] },
    nested: [{ path: "type", addedOrRemoved: null, linkedRecord: true }],
  },
  {
    path: "/hris/legal-entities",
    category: "HRIS",
    model: "hris_legal_entities",
    label: "Legal entities",
    displayName: ["name"],
    models: { documented: [], inferred: ["hris_legal_entities"] },
    nested: [],
  },
  {
    path: "/hris/timesheets",
    category: "HRIS",
    model: "hris_timesheets",
    label: "Timesheets",
    displayName: ["started_at"],
    models: { documented: ["hris_timesheets"], inferred: [] },
    nested: [],
  },
  {
    path: "/hris/performance-review-cycles",
    category: "HRIS",
    model: "hris_performance_review_cycles",
    label: "Review cycles",
    displayName: ["name"],
    models: { documented: [], inferred: ["hris_performance_review_cycles"] },
    nested: [],
  },
  {
    path: "/hris/performance-reviews",
    category: "HRIS",
    model: "hris_performance_reviews",
    label: "Performance reviews",
    displayName: ["reviewee.display_full_name", "review_cycle.name"],
    models: {
      documented: [],
      inferred: ["hris_performance_reviews", "hris_performance_review_cycles", "hris_employees"],
    },
    nested: [
      { path: "review_cycle", addedOrRemoved: null, linkedRecord: true },
      { path: "reviewee", addedOrRemoved: null, linkedRecord: true },
      { path: "reviewer", addedOrRemoved: null, linkedRecord: true },
    ],
  },
  {
    path: "/hris/staffing-entities",
    category: "HRIS",
    model: "hris_staffing_entities",
    label: "Staffing entities",
    displayName: ["name"],
    models: {
      documented: [],
      inferred: [
        "hris_staffing_entities",
        "hris_join_staffing_entities_locations",
        "hris_join_staffing_entities_legal_entities",
        "hris_join_staffing_entities_groups",
        "hris_locations",
        "hris_legal_entities",
        "hris_teams",
      ],
    },
    nested: [
      { path: "locations", addedOrRemoved: true, linkedRecord: true },
      { path: "legal_entities", addedOrRemoved: true, linkedRecord: true },
      { path: "groups", addedOrRemoved: true, linkedRecord: true },
    ],
  },
  {
    path: "/ats/applications",
    category: "ATS",
    model: "ats_applications",
    label: "Applications",
    displayName: ["candidate.first_name+candidate.last_name"],
    models: {
      documented: [
        "ats_applications",
        "ats_application_stages",
        "ats_candidates",
        "ats_interviews",
        "ats_jobs",
        "ats_join_candidates_tags",
        "ats_offers",
        "ats_tags",
      ],
      inferred: [],
    },
    nested: [
      { path: "candidate", addedOrRemoved: null, linkedRecord: true },
      { path: "candidate.tags", addedOrRemoved: false, linkedRecord: false },
      { path: "current_stage", addedOrRemoved: null, linkedRecord: true },
      { path: "job", addedOrRemoved: false, linkedRecord: false },
      { path: "interviews", addedOrRemoved: true, linkedRecord: true },
      { path: "offers", addedOrRemoved: true, linkedRecord: true },
    ],
  },
  {
    path: "/ats/candidates",
    category: "ATS",
    model: "ats_candidates",
    label: "Candidates",
    displayName: ["first_name+last_name"],
    models: {
      documented: [
        "ats_candidates",
        "ats_application_stages",
        "ats_applications",
        "ats_jobs",
        "ats_join_candidates_tags",
        "ats_join_jobs_application_stages",
        "ats_tags",
      ],
      inferred: [],
    },
    nested: [
      { path: "applications", addedOrRemoved: true, linkedRecord: true },
      { path: "applications.current_stage", addedOrRemoved: false, linkedRecord: false },
      { path: "applications.job", addedOrRemoved: false, linkedRecord: false },
      { path: "tags", addedOrRemoved: true, linkedRecord: false },
    ],
  },
  {
    path: "/ats/tags",
    category: "ATS",
    model: "ats_tags",
    label: "Tags",
    displayName: ["name"],
    models: { documented: [], inferred: ["ats_tags"] },
    nested: [],
  },
  {
    path: "/ats/application-stages",
    category: "ATS",
    model: "ats_application_stages",
    label: "Application stages",
    displayName: ["name"],
    models: { documented: [], inferred: ["ats_application_stages"] },
    nested: [],
  },
  {
    path: "/ats/jobs",
    category: "ATS",
    model: "ats_jobs",
    label: "Jobs",
    displayName: ["name"],
    models: {
      documented: [
        "ats_jobs",
        "ats_application_stages",
        "ats_job_postings",
        "ats_join_jobs_application_stages",
        "ats_join_jobs_screening_questions",
        "ats_join_jobs_users",
        "ats_screening_questions",
        "ats_users",
      ],
      inferred: ["ats_roles", "ats_join_user_job_role_assignments"],
    },
    nested: [
      { path: "stages", addedOrRemoved: true, linkedRecord: false },
      { path: "screening_questions", addedOrRemoved: true, linkedRecord: false },
      { path: "job_postings", addedOrRemoved: true, linkedRecord: true },
      { path: "hiring_team", addedOrRemoved: true, linkedRecord: false },
    ],
  },
  {
    path: "/ats/users",
    category: "ATS",
    model: "ats_users",
    label: "Users",
    displayName: ["first_name+last_name", "email"],
    models: { documented: [], inferred: ["ats_users", "ats_roles", "ats_join_users_roles"] },
    nested: [{ path: "system_role_assignment", addedOrRemoved: true, linkedRecord: true }],
  },
  {
    path: "/ats/roles",
    category: "ATS",
    model: "ats_roles",
    label: "Roles",
    displayName: ["remote_label", "unified_type"],
    models: { documented: [], inferred: ["ats_roles"] },
    nested: [],
  },
  {
    path: "/ats/offers",
    category: "ATS",
    model: "ats_offers",
    label: "Offers",
    displayName: ["application.candidate.first_name+application.candidate.last_name"],
    models: {
      documented: ["ats_offers", "ats_applications", "ats_candidates", "ats_jobs"],
      inferred: [],
    },
    nested: [
      { path: "application", addedOrRemoved: null, linkedRecord: true },
      { path: "application.candidate", addedOrRemoved: false, linkedRecord: false },
      { path: "application.job", addedOrRemoved: false, linkedRecord: false },
    ],
  },
  {
    path: "/ats/rejection-reasons",
    category: "ATS",
    model: "ats_rejection_reasons",
    label: "Rejection reasons",
    displayName: ["name"],
    models: { documented: ["ats_rejection_reasons"], inferred: [] },
    nested: [],
  },
  {
    path: "/ats/interviews",
    category: "ATS",
    model: "ats_interviews",
    label: "Interviews",
    displayName: ["title"],
    models: {
      documented: [
        "ats_interviews",
        "ats_applications",
        "ats_candidates",
        "ats_jobs",
        "ats_join_interviews_users",
        "ats_users",
      ],
      inferred: [],
    },
    nested: [
      { path: "interviewers", addedOrRemoved: true, linkedRecord: false },
      { path: "application", addedOrRemoved: null, linkedRecord: true },
      { path: "application.candidate", addedOrRemoved: false, linkedRecord: false },
      { path: "application.job", addedOrRemoved: false, linkedRecord: false },
    ],
  },
  {
    path: "/ats/notes",
    category: "ATS",
    model: "ats_notes",
    label: "Notes",
    displayName: ["title"],
    models: { documented: [], inferred: ["ats_notes"] },
    nested: [
      { path: "author", addedOrRemoved: false, linkedRecord: false },
      { path: "application", addedOrRemoved: false, linkedRecord: false },
      { path: "candidate", addedOrRemoved: false, linkedRecord: false },
    ],
  },
  {
    path: "/lms/users",
    category: "LMS",
    model: "lms_users",
    label: "Users",
    displayName: ["first_name+last_name", "work_email"],
    models: { documented: ["lms_users"], inferred: [] },
    nested: [],
  },
  {
    path: "/lms/course-progressions",
    category: "LMS",
    model: "lms_course_progressions",
    label: "Course progressions",
    displayName: ["user.first_name+user.last_name"],
    models: {
      documented: ["lms_course_progressions", "lms_courses", "lms_course_revisions", "lms_users"],
      inferred: [],
    },
    nested: [
      { path: "user", addedOrRemoved: false, linkedRecord: false },
      { path: "course_revision", addedOrRemoved: false, linkedRecord: false },
    ],
  },
  {
    path: "/lms/courses",
    category: "LMS",
    model: "lms_courses",
    label: "Courses",
    displayName: ["revisions.0.title", "provider.name"],
    models: {
      documented: [
        "lms_courses",
        "lms_course_revisions",
        "lms_course_providers",
        "lms_skills",
        "lms_join_revisions_skills",
      ],
      inferred: [],
    },
    nested: [
      { path: "provider", addedOrRemoved: false, linkedRecord: false },
      { path: "revisions", addedOrRemoved: true, linkedRecord: true },
      { path: "revisions.skill_assignments", addedOrRemoved: false, linkedRecord: false },
    ],
  },
  {
    path: "/lms/skills",
    category: "LMS",
    model: "lms_skills",
    label: "Skills",
    displayName: ["name"],
    models: { documented: [], inferred: ["lms_skills"] },
    nested: [],
  },
] as const satisfies readonly Endpoint[];

const endpointByPath: ReadonlyMap<string, Endpoint> = new Map(endpoints.map((endpoint) => [endpoint.path, endpoint]));

export function findEndpoint(path: string): Endpoint | null {
  return endpointByPath.get(path) ?? null;
}

/** The endpoint of a path that our own rows name; an unknown one is a defect of ours, not bad input. */
export function getEndpoint(path: string): Endpoint {
  const endpoint = endpointByPath.get(path);
  if (!endpoint) throw new Error(`Not an endpoint of the catalog: ${path}`);
  return endpoint;
}

export function listEndpoints(category: string): readonly Endpoint[] {
  return endpoints.filter((endpoint) => endpoint.category === category);
}

/** Endpoints that a changed model feeds, documented and inferred; empty for a model we do not know. */
export function listEndpointsFedBy(model: string): readonly Endpoint[] {
  return endpoints.filter(
    ({ models }: Endpoint) => models.documented.includes(model) || models.inferred.includes(model),
  );
}
