import type { ListEndpoint, Part } from "./shape";

const named = ["id", "remote_id", "name"];
const user = ["id", "remote_id", "first_name", "last_name", "email"];
const role = ["remote_id", "remote_label", "scope", "unified_type"];

const job: Part = { via: "link", of: "job", shape: { pick: named } };
const stage: Part = {
  via: "link",
  of: "current_stage",
  shape: { pick: [...named, "index"] },
};
const tags: Part = { via: "join", of: "ats_join_candidates_tags", shape: { pick: named } };
const candidate: Part = {
  via: "link",
  of: "candidate",
  shape: { pick: ["id", "remote_id", "first_name", "last_name", "email_addresses"] },
};

export const atsShapes: readonly ListEndpoint[] = [
  {
    path: "/ats/applications",
    model: "ats_applications",
    shape: {
      parts: {
        candidate: {
          via: "link",
          of: "candidate",
          shape: {
            pick: [
              "id",
              "remote_id",
              "first_name",
              "last_name",
              "email_addresses",
              "phone_numbers",
              "social_media",
              "source",
              "remote_url",
            ],
            parts: { tags },
          },
        },
        current_stage: stage,
        job,
        interviews: {
          via: "children",
          of: "ats_interviews",
          shape: {
            pick: ["id", "remote_id", "title", "starting_at", "ending_at", "location", "canceled"],
          },
        },
        offers: {
          via: "children",
          of: "ats_offers",
          shape: { pick: ["id", "remote_id", "status"] },
        },
      },
    },
    filters: [
      { param: "outcome", test: "is", path: "outcome" },
      { param: "outcomes", test: "in", path: "outcome" },
      { param: "job_ids", test: "in", path: "job_id" },
      { param: "job_remote_ids", test: "in", path: "job.remote_id" },
      { param: "current_stage_ids", test: "in", path: "current_stage_id" },
      { param: "remote_created_after", test: "after", path: "remote_created_at" },
    ],
  },
  {
    path: "/ats/candidates",
    model: "ats_candidates",
    shape: {
      parts: {
        applications: {
          via: "children",
          of: "ats_applications",
          shape: {
            pick: [
              "id",
              "remote_id",
              "outcome",
              "rejection_reason_name",
              "rejected_at",
              "remote_url",
              "changed_at",
              "remote_created_at",
              "remote_updated_at",
            ],
            parts: { current_stage: stage, job },
          },
        },
        tags,
      },
    },
    filters: [
      { param: "email", test: "is", path: "email_addresses.*.email_address" },
      { param: "first_name", test: "is", path: "first_name" },
      { param: "last_name", test: "is", path: "last_name" },
      { param: "job_ids", test: "in", path: "applications.*.job.id" },
    ],
  },
  { path: "/ats/tags", model: "ats_tags", shape: {} },
  {
    path: "/ats/application-stages",
    model: "ats_application_stages",
    shape: { omit: ["index"] },
  },
  {
    path: "/ats/jobs",
    model: "ats_jobs",
    shape: {
      parts: {
        stages: {
          via: "join",
          of: "ats_join_jobs_application_stages",
          shape: { pick: [...named, "remote_data"] },
          extra: ({ position }) => ({ index: position }),
        },
        screening_questions: {
          via: "join",
          of: "ats_join_jobs_screening_questions",
          shape: { omit: ["changed_at", "remote_deleted_at", "remote_data"] },
          extra: ({ position }) => ({ index: position }),
        },
        job_postings: {
          via: "children",
          of: "ats_job_postings",
          shape: { omit: ["changed_at", "remote_deleted_at"] },
        },
        hiring_team: {
          via: "join",
          of: "ats_join_jobs_users",
          shape: { pick: user },
          extra: ({ position }) => ({
            hiring_team_roles: [position === 0 ? "RECRUITER" : "HIRING_MANAGER"],
            job_roles: [
              {
                remote_id: String(position + 1),
                remote_label: position === 0 ? "Recruiter" : "Hiring Manager",
                scope: "JOB",
                unified_type: position === 0 ? "RECRUITER" : "HIRING_MANAGER",
              },
            ],
          }),
        },
      },
    },
    filters: [
      { param: "job_codes", test: "in", path: "job_code" },
      { param: "post_url", test: "is", path: "post_url" },
      { param: "status", test: "is", path: "status" },
      { param: "statuses", test: "in", path: "status" },
      { param: "employment_types", test: "in", path: "employment_type" },
      { param: "visibilities", test: "in", path: "visibility" },
      { param: "remote_created_after", test: "after", path: "remote_created_at" },
      { param: "name_contains", test: "contains", path: "name" },
    ],
  },
  {
    path: "/ats/users",
    model: "ats_users",
    shape: {
      parts: {
        system_roles: {
          via: "join",
          of: "ats_join_users_roles",
          rule: "system_role_assignment",
          shape: { pick: role },
        },
      },
    },
    filters: [{ param: "emails", test: "in", path: "email" }],
  },
  {
    path: "/ats/roles",
    model: "ats_roles",
    shape: {},
    filters: [{ param: "scopes", test: "in", path: "scope" }],
  },
  {
    path: "/ats/offers",
    model: "ats_offers",
    shape: {
      parts: {
        application: { via: "link", of: "application", shape: { pick: [], parts: { candidate, job } } },
      },
    },
  },
  { path: "/ats/rejection-reasons", model: "ats_rejection_reasons", shape: {} },
  {
    path: "/ats/interviews",
    model: "ats_interviews",
    shape: {
      parts: {
        users: {
          via: "join",
          of: "ats_join_interviews_users",
          rule: "interviewers",
          shape: { pick: user },
        },
        application: {
          via: "link",
          of: "application",
          shape: {
            pick: ["id", "remote_id", "outcome", "rejection_reason_name"],
            parts: { candidate, job },
          },
        },
      },
    },
    filters: [{ param: "job_ids", test: "in", path: "application.job.id" }],
  },
  {
    path: "/ats/notes",
    model: "ats_notes",
    shape: {
      omit: ["remote_data"],
      parts: { author: { via: "link", of: "author", shape: { pick: user } } },
    },
    filters: [
      { param: "candidate_ids", test: "in", path: "candidate_id" },
      { param: "application_ids", test: "in", path: "application_id" },
    ],
  },
];
