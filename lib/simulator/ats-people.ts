/** Candidates and what becomes of their applications. */
import type { JsonValue, MutableJson } from "./json";
import { personName } from "./names";
import { occupationAt } from "./occupations";
import { addressOf, placeAt } from "./places";
import { mix, Random } from "./random";
import { day, isoDate, type Scope, type Table } from "./table";

const applicationSlots = 3;
export const stageNames = [
  "Neu",
  "Screening",
  "Phone interview",
  "Entretien technique",
  "On-site",
  "Offer",
  "Hired",
  "Declined",
] as const;
export const rejectionReasons = [
  "Not enough experience",
  "Gehaltsvorstellung",
  "Position filled",
  "Candidate withdrew",
  "Sprachkenntnisse",
  "No answer",
] as const;
const sources = ["LinkedIn", "Referral", "Career site", "StepStone", "Agency"] as const;
const companies = ["Blauwal GmbH", "Fjord Systems", "Café Lumière", "Nordlicht AG"] as const;

const candidates: Table = {
  model: "ats_candidates",
  count: (size) => size,
  build: buildCandidate,
};

const applications: Table = {
  model: "ats_applications",
  parent: {
    model: "ats_candidates",
    slots: applicationSlots,
    filled: (scope, index) => 1 + (mix(scope.seed + 3, index) % 10 < 3 ? 1 : 0),
    link: "candidate",
    field: "candidate_id",
  },
  remoteId: (index) => String(500_000 + index),
  position: (remoteId) => Number(remoteId) - 500_000,
  build: buildApplication,
  links: {
    job: {
      model: "ats_jobs",
      field: "job_id",
      target: (scope, index) => mix(scope.seed + 5, index) % scope.count("ats_jobs"),
    },
    current_stage: {
      model: "ats_application_stages",
      field: "current_stage_id",
      target: stageOf,
    },
  },
};

/** Most applications never get far; the last two stages are the ends. */
function stageOf(scope: Scope, index: number): number {
  const roll = mix(scope.seed + 9, index) % 100;
  if (roll < 45) return 7;
  if (roll < 52) return 6;
  return Math.floor((roll - 52) / 8) % 6;
}

function appliedAt(scope: Scope, candidate: number): number {
  return scope.epoch - (20 + (mix(scope.seed + 15, candidate) % 600)) * day;
}

function contactsOf(scope: Scope, index: number): Readonly<Record<string, JsonValue>> {
  const { mailbox } = personName(scope.seed, index);
  const place = placeAt(mix(scope.seed + 21, index));
  const digits = String(mix(scope.seed + 25, index) % 10_000).padStart(4, "0");
  return {
    email_addresses: [{ email_address: `${mailbox}@mail.example`, type: "PRIVATE" }],
    phone_numbers: [{ phone_number: `${place.dialling} 555 ${digits}`, type: "PRIVATE" }],
    social_media: [
      {
        link: `https://social.example/${mailbox}`,
        type: "LINKEDIN",
        username: mailbox,
      },
    ],
  };
}

function buildCandidate(scope: Scope, index: number): MutableJson {
  const random = new Random(mix(scope.seed + 31, index));
  const name = personName(scope.seed, index);
  const created = isoDate(appliedAt(scope, index));
  return {
    first_name: name.first,
    last_name: name.last,
    company: random.chance(0.7) ? random.pick(companies) : null,
    title: occupationAt(random.below(29)).title,
    confidential: random.chance(0.03),
    source: random.pick(sources),
    ...contactsOf(scope, index),
    location: addressOf(placeAt(mix(scope.seed + 21, index)), 0),
    custom_fields: null,
    integration_fields: [],
    remote_url: `https://recruiting.${scope.domain}/candidates/${index + 1}`,
    remote_created_at: created,
    remote_updated_at: created,
  };
}

function buildApplication(scope: Scope, index: number): MutableJson {
  const random = new Random(mix(scope.seed + 37, index));
  const stage = stageOf(scope, index);
  const applied = appliedAt(scope, Math.floor(index / applicationSlots));
  const declined = stage === 7;
  const outcome = declined ? "DECLINED" : stage === 6 ? "HIRED" : "PENDING";
  return {
    outcome,
    rejection_reason_name: declined ? random.pick(rejectionReasons) : null,
    rejected_at: declined ? isoDate(applied + (2 + random.below(15)) * day) : null,
    screening_question_answers: [
      {
        answer: { content: "Ab sofort, nach Absprache auch früher" },
        question: { remote_id: "2", title: "Earliest start", type: "TEXT" },
      },
      {
        answer: { checked: random.chance(0.8) },
        question: { remote_id: "1", title: "Work permit", type: "BOOLEAN" },
      },
    ],
    custom_fields: null,
    integration_fields: [],
    remote_url: `https://recruiting.${scope.domain}/applications/${index + 1}`,
    remote_created_at: isoDate(applied),
    remote_updated_at: isoDate(applied + 2 * day),
  };
}

const interviewTitles = ["Kennenlernen", "Technical interview", "Culture chat"] as const;

const interviews: Table = {
  model: "ats_interviews",
  parent: {
    model: "ats_applications",
    slots: 2,
    filled: (scope, index) => {
      const stage = stageOf(scope, index);
      return stage < 2 ? 0 : mix(scope.seed + 41, index) % (stage === 7 ? 2 : 3);
    },
    link: "application",
    field: "application_id",
  },
  build: (scope, index) => {
    const random = new Random(mix(scope.seed + 43, index));
    const applied = appliedAt(scope, Math.floor(index / 2 / applicationSlots));
    const start = applied + (3 + random.below(14)) * day + 36_000_000;
    return {
      title: random.pick(interviewTitles),
      starting_at: isoDate(start),
      ending_at: isoDate(start + 2_700_000),
      location: null,
      video_conferencing_url: `https://meet.example/${scope.domain}/${index}`,
      canceled: random.chance(0.05),
      remote_created_at: isoDate(start - 2 * day),
      remote_updated_at: isoDate(start - 2 * day),
    };
  },
  links: {
    stage: {
      model: "ats_application_stages",
      field: "stage_id",
      target: (_scope, index) => 2 + (index % 2),
    },
  },
};

const offers: Table = {
  model: "ats_offers",
  parent: {
    model: "ats_applications",
    slots: 1,
    filled: (scope, index) => {
      const stage = stageOf(scope, index);
      return stage === 5 || stage === 6 ? 1 : 0;
    },
    link: "application",
    field: "application_id",
  },
  build: (scope, index) => {
    const applied = appliedAt(scope, Math.floor(index / applicationSlots));
    return {
      status: stageOf(scope, index) === 6 ? "ACCEPTED" : "SENT",
      employment_start_date: isoDate(applied + 90 * day),
      custom_fields: null,
      integration_fields: [],
      remote_created_at: isoDate(applied + 18 * day),
      remote_updated_at: isoDate(applied + 19 * day),
    };
  },
};

const notes: Table = {
  model: "ats_notes",
  parent: {
    model: "ats_candidates",
    slots: 2,
    filled: (scope, index) => (mix(scope.seed + 47, index) % 10 < 4 ? 1 : 0),
    link: "candidate",
    field: "candidate_id",
    required: true,
  },
  deletedShare: () => 0.01,
  build: (scope, index) => {
    const created = isoDate(appliedAt(scope, Math.floor(index / 2)) + 3 * day);
    return {
      title: index % 3 === 0 ? "Rückruf" : "First impression",
      content_html: "<p>Freundlich, gut vorbereitet. Gerne weiter.</p>",
      is_private: mix(scope.seed + 53, index) % 10 === 0,
      remote_created_at: created,
      remote_updated_at: created,
    };
  },
  links: {
    application: {
      model: "ats_applications",
      field: "application_id",
      target: (_scope, index) => Math.floor(index / 2) * applicationSlots,
    },
    author: {
      model: "ats_users",
      field: "author_id",
      target: (scope, index) => mix(scope.seed + 59, index) % scope.count("ats_users"),
    },
  },
};

export const candidateTables: readonly Table[] = [candidates, applications, interviews, offers, notes];
