import type { ListEndpoint, Part } from "./shape";

const person = ["id", "remote_id", "first_name", "last_name", "display_full_name", "work_email"];

const groupList: Part = {
  via: "join",
  of: "hris_join_employees_teams",
  rule: "group_memberships",
  shape: { pick: ["id", "remote_id", "name", "type"] },
};

const type: Part = { via: "link", of: "type", shape: {} };

const nameContains = { param: "name_contains", test: "contains", path: "name" } as const;

export const hrisShapes: readonly ListEndpoint[] = [
  {
    path: "/hris/employees",
    model: "hris_employees",
    shape: {
      parts: {
        employments: { via: "children", of: "hris_employments", shape: {} },
        time_off_balances: { via: "children", of: "hris_time_off_balances", shape: {} },
        manager: {
          via: "link",
          of: "manager",
          shape: { pick: [...person, "employee_number", "employment_status", "termination_date"] },
        },
        groups: groupList,
        legal_entity: {
          via: "link",
          of: "legal_entity",
          shape: { pick: ["id", "remote_id", "name", "address"] },
        },
        teams: { ...groupList, rule: "teams" },
        work_location: { via: "link", of: "work_location", shape: {} },
      },
    },
    filters: [
      { param: "employment_status", test: "is", path: "employment_status" },
      { param: "employment_statuses", test: "in", path: "employment_status" },
      { param: "group_ids", test: "in", path: "groups.*.id" },
      { param: "legal_entity_ids", test: "in", path: "legal_entity_id" },
      { param: "work_location_ids", test: "in", path: "work_location_id" },
      { param: "work_emails", test: "in", path: "work_email" },
      { param: "personal_emails", test: "in", path: "personal_email" },
      { param: "custom_fields", test: "unsupported" },
    ],
  },
  {
    path: "/hris/employee-document-categories",
    model: "hris_employee_document_categories",
    shape: {},
  },
  {
    path: "/hris/groups",
    model: "hris_teams",
    shape: {},
    filters: [{ param: "types", test: "in", path: "type" }, nameContains],
  },
  { path: "/hris/teams", model: "hris_teams", shape: {} },
  { path: "/hris/employments", model: "hris_employments", shape: {} },
  { path: "/hris/locations", model: "hris_locations", shape: {}, filters: [nameContains] },
  { path: "/hris/absence-types", model: "hris_absence_types", shape: {} },
  {
    path: "/hris/time-off-balances",
    model: "hris_time_off_balances",
    shape: { parts: { type } },
    filters: [{ param: "employee_id", test: "is", path: "employee_id" }],
  },
  {
    path: "/hris/absences",
    model: "hris_absences",
    shape: { parts: { type } },
    filters: [
      { param: "employee_id", test: "is", path: "employee_id" },
      { param: "type_ids", test: "in", path: "type_id" },
      { param: "date_from", test: "atLeast", path: "end_date" },
      { param: "date_until", test: "atMost", path: "start_date" },
      { param: "time_from", test: "unsupported" },
      { param: "time_until", test: "unsupported" },
    ],
  },
  {
    path: "/hris/legal-entities",
    model: "hris_legal_entities",
    shape: {},
    filters: [nameContains],
  },
  {
    path: "/hris/timesheets",
    model: "hris_timesheets",
    shape: {},
    filters: [
      { param: "employee_id", test: "is", path: "employee_id" },
      { param: "started_after", test: "after", path: "started_at" },
      { param: "started_before", test: "before", path: "started_at" },
      { param: "ended_after", test: "after", path: "ended_at" },
      { param: "ended_before", test: "before", path: "ended_at" },
    ],
  },
  {
    path: "/hris/performance-review-cycles",
    model: "hris_performance_review_cycles",
    shape: {},
  },
  {
    path: "/hris/performance-reviews",
    model: "hris_performance_reviews",
    shape: {
      parts: {
        reviewee: {
          via: "link",
          of: "reviewee",
          shape: { pick: [...person, "remote_deleted_at"] },
        },
        reviewer: {
          via: "link",
          of: "reviewer",
          shape: { pick: [...person, "remote_deleted_at"] },
        },
        review_cycle: { via: "link", of: "review_cycle", shape: {} },
      },
    },
    filters: [
      { param: "types", test: "in", path: "type" },
      { param: "review_cycle_ids", test: "in", path: "review_cycle.id" },
      { param: "reviewee_ids", test: "in", path: "reviewee.id" },
    ],
  },
  {
    path: "/hris/staffing-entities",
    model: "hris_staffing_entities",
    shape: {
      parts: {
        locations: {
          via: "join",
          of: "hris_join_staffing_entities_locations",
          shape: { pick: ["id", "remote_id", "name", "type"] },
        },
        legal_entities: {
          via: "join",
          of: "hris_join_staffing_entities_legal_entities",
          shape: { pick: ["id", "remote_id", "name"] },
        },
        groups: {
          via: "join",
          of: "hris_join_staffing_entities_groups",
          shape: { pick: ["id", "remote_id", "name", "type"] },
        },
      },
    },
    filters: [
      { param: "model_types", test: "in", path: "model_type" },
      { param: "statuses", test: "in", path: "status" },
    ],
  },
  {
    path: "/hris/skills",
    model: "hris_skills",
    shape: {},
    filters: [nameContains],
    unpaginated: true,
  },
  {
    path: "/hris/employee-skill-assignments",
    model: "hris_employee_skill_assignments",
    shape: { pick: ["id", "employee_id", "skill_id", "current_level"] },
    filters: [
      { param: "employee_ids", test: "in", path: "employee_id" },
      { param: "skill_ids", test: "in", path: "skill_id" },
    ],
    unpaginated: true,
  },
];
