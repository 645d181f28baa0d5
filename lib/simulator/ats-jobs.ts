/** Jobs, who hires for them, and the small lists of a recruiting tool. */
import { rejectionReasons, stageNames } from "./ats-people";
import type { MutableJson } from "./json";
import { personName } from "./names";
import { departments, occupationAt } from "./occupations";
import { addressOf, placeAt } from "./places";
import { mix, Random } from "./random";
import { day, isoDate, type Join, type Scope, type Table } from "./table";

const employmentTypes = ["FULL_TIME", "FULL_TIME", "FULL_TIME", "PART_TIME", "INTERNSHIP"] as const;
const statuses = ["OPEN", "OPEN", "CLOSED", "DRAFT", "ARCHIVED"] as const;
const remoteStatuses = ["HYBRID", "REMOTE", "ON_SITE"] as const;

const jobs: Table = {
  model: "ats_jobs",
  count: (size) => Math.max(6, Math.floor(size / 20)),
  build: buildJob,
  links: {
    contact: {
      model: "ats_users",
      field: "contact_id",
      target: (scope, index) => index % scope.count("ats_users"),
    },
  },
};

function buildJob(scope: Scope, index: number): MutableJson {
  const random = new Random(mix(scope.seed + 61, index));
  const occupation = occupationAt(index);
  const place = placeAt(mix(scope.seed + 67, index));
  const opened = scope.epoch - (30 + random.below(500)) * day;
  const status = random.pick(statuses);
  const closed = status === "CLOSED" || status === "ARCHIVED";
  return {
    name: `${occupation.title} (${place.city})`,
    job_code: `REQ-${String(index + 1).padStart(5, "0")}`,
    description: `<p>${scope.organizationName} sucht: ${occupation.title}.</p>`,
    confidential: false,
    weekly_hours: 40,
    employment_type: random.pick(employmentTypes),
    status,
    visibility: random.chance(0.9) ? "PUBLIC" : "INTERNAL",
    category: null,
    department: departments[occupation.department] ?? null,
    post_url: `https://jobs.${scope.domain}/${index + 1}`,
    experience_level: null,
    remote_work_status: random.pick(remoteStatuses),
    salary_amount: null,
    salary_amount_from: Math.round((occupation.from * place.pay) / 1_000) * 1_000,
    salary_amount_to: Math.round((occupation.to * place.pay) / 1_000) * 1_000,
    salary_currency: place.currency,
    salary_period: "YEAR",
    location: addressOf(place, 0),
    custom_fields: null,
    integration_fields: [],
    remote_url: `https://recruiting.${scope.domain}/jobs/${index + 1}`,
    opened_at: isoDate(opened),
    closed_at: closed ? isoDate(opened + 20 * day) : null,
    remote_created_at: isoDate(opened - 3 * day),
    remote_updated_at: isoDate(opened),
  };
}

const postings: Table = {
  model: "ats_job_postings",
  parent: {
    model: "ats_jobs",
    slots: 2,
    filled: (scope, index) => 1 + (mix(scope.seed + 71, index) % 2),
    link: "job",
    field: null,
  },
  build: (scope, index) => ({
    title: occupationAt(Math.floor(index / 2)).title,
    description_html: "<p>Komm zu uns!</p>",
    status: index % 2 === 0 ? "ACTIVE" : "INACTIVE",
    visibility: "PUBLIC",
    url: `https://jobs.${scope.domain}/postings/${index + 1}`,
  }),
};

const stages: Table = {
  model: "ats_application_stages",
  count: () => stageNames.length,
  build: (_scope, index) => ({ name: stageNames[index] ?? "New stage", index }),
};

const tagNames = ["Talent pool", "Silbermedaille", "Remote", "Relocation", "Prioritaire", "VIP"];

const tags: Table = {
  model: "ats_tags",
  count: () => tagNames.length,
  build: (_scope, index) => ({ name: tagNames[index] ?? "New tag" }),
};

const roleRows = [
  ["Recruiter", "JOB", "RECRUITER"],
  ["Hiring Manager", "JOB", "HIRING_MANAGER"],
  ["Interviewer", "JOB", "INTERVIEWER"],
  ["Site Admin", "SYSTEM", "ADMIN"],
  ["Basic", "SYSTEM", null],
] as const;

const roles: Table = {
  model: "ats_roles",
  count: () => roleRows.length,
  build: (_scope, index) => {
    const [label, scope, type] = roleRows[index % roleRows.length] ?? roleRows[0];
    return { remote_label: label, scope, unified_type: type };
  },
};

const users: Table = {
  model: "ats_users",
  count: (size) => Math.max(8, Math.floor(size / 40)),
  build: (scope, index) => {
    const name = personName(scope.seed + 1, index);
    return {
      first_name: name.first,
      last_name: name.last,
      email: `${name.mailbox}@${scope.domain}`,
      status: mix(scope.seed + 73, index) % 12 === 0 ? "INACTIVE" : "ACTIVE",
    };
  },
};

const reasons: Table = {
  model: "ats_rejection_reasons",
  count: () => rejectionReasons.length,
  build: (_scope, index) => ({ name: rejectionReasons[index] ?? "Other" }),
};

const questionRows: readonly MutableJson[] = [
  { title: "Work permit", format: { type: "BOOLEAN" }, category: null },
  {
    title: "Earliest start",
    format: { type: "TEXT", display_type: "SINGLE_LINE", max_length: 200 },
    category: null,
  },
  {
    title: "Gehaltsvorstellung",
    format: { type: "NUMBER", display_type: "FIELD", max: null, min: 0 },
    category: null,
  },
  {
    title: "Gender",
    format: {
      type: "SINGLE_SELECT",
      display_type: "DROPDOWN",
      options: [
        { id: "2nPq4Wm8Zt6Kc1Rb5Xs9Ld3F", remote_id: "f", name: "Female" },
        { id: "7vGh3Yk1Qj5Ne8Ub2Tx6Ms4A", remote_id: "m", name: "Male" },
      ],
    },
    category: "EEO",
  },
];

const questions: Table = {
  model: "ats_screening_questions",
  count: () => questionRows.length,
  build: (_scope, index) => ({
    ...questionRows[index % questionRows.length],
    description: null,
    required: index < 2,
    precondition_question_id: null,
    precondition_options: null,
  }),
};

export const jobTables: readonly Table[] = [jobs, postings, stages, tags, roles, users, reasons, questions];

export const atsJoins: readonly Join[] = [
  {
    model: "ats_join_candidates_tags",
    owner: "ats_candidates",
    target: "ats_tags",
    members: (scope, index) => {
      const roll = mix(scope.seed + 79, index) % 10;
      return roll < 3 ? [roll, roll + 3] : roll < 6 ? [roll] : [];
    },
  },
  {
    model: "ats_join_jobs_application_stages",
    owner: "ats_jobs",
    target: "ats_application_stages",
    members: (scope, index) =>
      mix(scope.seed + 83, index) % 4 === 0 ? [0, 1, 4, 5, 6, 7] : stageNames.map((_, at) => at),
  },
  {
    model: "ats_join_jobs_screening_questions",
    owner: "ats_jobs",
    target: "ats_screening_questions",
    members: (_scope, index) => (index % 3 === 0 ? [0, 1, 2, 3] : [0, 1]),
  },
  {
    model: "ats_join_jobs_users",
    owner: "ats_jobs",
    target: "ats_users",
    members: hiringTeam,
  },
  {
    model: "ats_join_users_roles",
    owner: "ats_users",
    target: "ats_roles",
    members: (_scope, index) => [index === 0 ? 3 : 4],
  },
  {
    model: "ats_join_interviews_users",
    owner: "ats_interviews",
    target: "ats_users",
    members: (scope, index) => [mix(scope.seed + 97, index) % scope.count("ats_users")],
  },
];

function hiringTeam(scope: Scope, index: number): readonly number[] {
  const first = mix(scope.seed + 89, index) % scope.count("ats_users");
  return [first, (first + 1) % scope.count("ats_users")];
}
