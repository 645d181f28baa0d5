/** Learners, courses with their revisions, and how far each learner is. */
import { personName } from "./names";
import { mix, Random } from "./random";
import { day, isoDate, type Join, type Scope, type Table } from "./table";

const subjects = [
  "Datenschutz im Alltag",
  "Arbeitsschutz",
  "Anti-bribery basics",
  "Français pour débutants",
  "Führung auf Distanz",
  "Information security",
  "Feedback, das ankommt",
  "Negotiation skills",
  "Excel for analysts",
  "Inclusive hiring",
  "Premiers secours",
  "Onboarding",
] as const;
const levels = ["Grundlagen", "Advanced", "Refresher", "for managers"] as const;
const providerNames = ["In-house academy", "Lernwelt", "SkillBridge", "Académie Nord"] as const;
const skillNames = [
  "Compliance",
  "Leadership",
  "Kommunikation",
  "Data literacy",
  "First aid",
  "Security awareness",
  "Français",
  "Negotiation",
] as const;

const users: Table = {
  model: "lms_users",
  count: (size) => size,
  build: (scope, index) => {
    const name = personName(scope.seed, index);
    const days = 30 + (mix(scope.seed + 3, index) % 900);
    return {
      first_name: name.first,
      last_name: name.last,
      work_email: `${name.mailbox}@${scope.domain}`,
      status: mix(scope.seed + 5, index) % 25 === 0 ? "INACTIVE" : "ACTIVE",
      remote_created_at: isoDate(scope.epoch - days * day),
      custom_fields: null,
      integration_fields: [],
    };
  },
};

const courses: Table = {
  model: "lms_courses",
  count: (size) => Math.min(2_000, Math.max(10, Math.floor(size / 20))),
  build: (scope, index) => ({
    origin_id: index % 4 === 0 ? `catalog-${index + 1}` : null,
    remote_created_at: isoDate(courseBegan(scope, index)),
    custom_fields: null,
    integration_fields: [],
  }),
  links: {
    provider: {
      model: "lms_course_providers",
      field: "provider_id",
      target: (scope, index) => mix(scope.seed + 7, index) % providerNames.length,
    },
  },
};

function courseBegan(scope: Scope, index: number): number {
  return scope.epoch - (200 + (mix(scope.seed + 11, index) % 700)) * day;
}

const revisionSlots = 3;

const revisions: Table = {
  model: "lms_course_revisions",
  parent: {
    model: "lms_courses",
    slots: revisionSlots,
    filled: (scope, index) => 1 + (mix(scope.seed + 13, index) % 2),
    link: "course",
    field: "course_id",
  },
  build: (scope, index) => {
    const course = Math.floor(index / revisionSlots);
    const slot = index % revisionSlots;
    const subject = subjects[course % subjects.length] ?? "";
    const level = levels[Math.floor(course / subjects.length) % levels.length] ?? "";
    return {
      title: `${subject} – ${level}${slot === 0 ? "" : ` (v${slot + 1})`}`,
      description: `${subject}: ${level}`,
      remote_url: `https://learn.${scope.domain}/courses/${course + 1}/v${slot + 1}`,
      status: slot === 0 ? "ACTIVE" : "INACTIVE",
      remote_created_at: isoDate(courseBegan(scope, course) + slot * 30 * day),
      custom_fields: null,
      integration_fields: [],
    };
  },
};

const providers: Table = {
  model: "lms_course_providers",
  count: () => providerNames.length,
  build: (_scope, index) => ({ name: providerNames[index] ?? "New provider" }),
};

const skills: Table = {
  model: "lms_skills",
  count: () => skillNames.length,
  build: (scope, index) => ({
    name: skillNames[index] ?? "New skill",
    remote_created_at: isoDate(scope.epoch - (500 + index) * day),
    custom_fields: null,
    integration_fields: [],
  }),
};

const progressions: Table = {
  model: "lms_course_progressions",
  parent: {
    model: "lms_users",
    slots: 4,
    filled: (scope, index) => 1 + (mix(scope.seed + 17, index) % 3),
    link: "user",
    field: "user_id",
    required: true,
  },
  deletedShare: () => 0.01,
  build: (scope, index) => {
    const random = new Random(mix(scope.seed + 19, index));
    const enrolled = scope.epoch - (20 + random.below(150)) * day;
    const status = random.pick(["COMPLETED", "COMPLETED", "IN_PROGRESS", "ENROLLED", "DROPPED"]);
    return {
      status,
      enrolled_at: isoDate(enrolled),
      completed_at: status === "COMPLETED" ? isoDate(enrolled + random.below(18) * day) : null,
    };
  },
  links: {
    course_revision: {
      model: "lms_course_revisions",
      field: "course_revision_id",
      required: true,
      // The first revision of a course always exists.
      target: (scope, index) => (mix(scope.seed + 23, index) % scope.count("lms_courses")) * revisionSlots,
    },
  },
};

export const lmsTables: readonly Table[] = [users, courses, revisions, providers, skills, progressions];

export const lmsJoins: readonly Join[] = [
  {
    model: "lms_join_revisions_skills",
    owner: "lms_course_revisions",
    target: "lms_skills",
    members: (_scope, index) => [Math.floor(index / revisionSlots) % skillNames.length],
  },
];
