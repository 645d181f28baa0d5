/** Employees and their employments: the tree of managers, who they are and what they earn. */
import type { MutableJson } from "./json";
import { personName } from "./names";
import { occupationAt, occupationCount, type Occupation } from "./occupations";
import { addressOf, type Place, placeAt } from "./places";
import { mix, Random } from "./random";
import { day, isoDate, type Scope, type Table } from "./table";

/** Direct reports of everybody who manages at all. */
const span = 8;
const year = 365 * day;

export const employees: Table = {
  model: "hris_employees",
  count: (size) => size,
  build: buildEmployee,
  links: {
    manager: {
      model: "hris_employees",
      field: "manager_id",
      target: (_scope, index) => (index === 0 ? null : Math.floor((index - 1) / span)),
      owners: (_scope, target) => Array.from({ length: span }, (_, report) => target * span + 1 + report),
    },
    work_location: {
      model: "hris_locations",
      field: "work_location_id",
      target: (scope, index) => mix(scope.seed + 11, index) % scope.count("hris_locations"),
    },
    legal_entity: {
      model: "hris_legal_entities",
      field: "legal_entity_id",
      target: (scope, index) =>
        (mix(scope.seed + 11, index) % scope.count("hris_locations")) % scope.count("hris_legal_entities"),
    },
  },
  // Somebody with reports is never among them: their reports would have lost their manager.
  deletedShare: (scope, index) => (index * span + 1 >= scope.count("hris_employees") ? 0.01 : 0),
};

export const employments: Table = {
  model: "hris_employments",
  parent: {
    model: "hris_employees",
    slots: 4,
    filled: employmentCount,
    link: "employee",
    field: "employee_id",
    required: true,
  },
  build: buildEmployment,
};

/** The department (of the job) somebody works in, as a position in the list of departments. */
export function departmentOf(scope: Scope, index: number): number {
  return occupationOf(scope, index).department;
}

function occupationOf(scope: Scope, index: number): Occupation {
  return occupationAt(mix(scope.seed + 7, index) % occupationCount);
}

function employmentCount(scope: Scope, index: number): number {
  return 1 + (mix(scope.seed + 13, index) % 3);
}

function titleOf(scope: Scope, index: number): string {
  if (index === 0) return "Chief Executive Officer";
  const { title } = occupationOf(scope, index);
  return index <= span ? `Head of ${title.replace(/^Senior /, "")}s` : title;
}

function homeOf(scope: Scope, index: number): Place {
  return placeAt(mix(scope.seed + 11, index) % scope.count("hris_locations"));
}

function employmentTypeOf(scope: Scope, index: number): string {
  const roll = mix(scope.seed + 17, index) % 100;
  if (roll < 82) return "FULL_TIME";
  if (roll < 92) return "PART_TIME";
  return roll < 96 ? "WORKING_STUDENT" : "INTERNSHIP";
}

function startOf(scope: Scope, index: number): number {
  return scope.epoch - (60 + (mix(scope.seed + 19, index) % 3_200)) * day;
}

const otherGenders = ["NON_BINARY", "NOT_SPECIFIED"] as const;
const maritalStatuses = ["SINGLE", "MARRIED", "DOMESTIC_PARTNERSHIP", "DIVORCED"] as const;

function buildEmployee(scope: Scope, index: number): MutableJson {
  const random = new Random(mix(scope.seed + 23, index));
  const name = personName(scope.seed, index);
  const place = homeOf(scope, index);
  const type = employmentTypeOf(scope, index);
  const start = startOf(scope, index);
  const roll = random.below(100);
  const status = roll < 92 ? "ACTIVE" : roll < 95 ? "LEAVE" : "INACTIVE";
  const gender = name.female ? "FEMALE" : "MALE";
  return {
    employee_number: `E-${String(index + 1).padStart(6, "0")}`,
    first_name: name.first,
    last_name: name.last,
    nationality: place.country,
    display_full_name: `${name.first} ${name.last}`,
    job_title: titleOf(scope, index),
    work_email: `${name.mailbox}@${scope.domain}`,
    personal_email: random.chance(0.7) ? `${name.mailbox}@mail.example` : null,
    mobile_phone_number: `${place.dialling} 555 ${String(random.below(10_000)).padStart(4, "0")}`,
    ssn: `${place.country}-${String(100_000_000 + random.below(899_999_999))}`,
    tax_id: random.chance(0.9) ? String(10_000_000_000 + random.below(89_999_999_999)) : null,
    gender: random.chance(0.97) ? gender : random.pick(otherGenders),
    ethnicity: null,
    marital_status: random.pick(maritalStatuses),
    employment_status: status,
    employment_type: type,
    weekly_hours: type === "FULL_TIME" ? 40 : 20,
    avatar: null,
    home_address: {
      ...addressOf(place, 0),
      street_1: `${place.street.replace(/\d+/, "")} ${1 + random.below(180)}`.trim(),
      raw: null,
    },
    bank_accounts: [
      {
        iban: `${place.iban}${String(10 + random.below(89))}${String(1e17 + random.below(8e17))}`,
        bic: `KMBO${place.country}XX`,
        account_number: null,
        holder_name: `${name.first} ${name.last}`,
        bank_name: "Sparkasse am Beispielplatz",
        domestic_bank_routing: null,
      },
    ],
    date_of_birth: isoDate(scope.epoch - (20 + random.below(42)) * year - random.below(365) * day),
    start_date: isoDate(start),
    termination_date: status === "INACTIVE" ? isoDate(scope.epoch - random.below(50) * day) : null,
    remote_created_at: isoDate(start - 14 * day),
    custom_fields: { cost_center: String(4_000 + departmentOf(scope, index)), t_shirt_size: "M" },
    integration_fields: [],
  };
}

/** The last one at the start is the present job; those before it were paid less and began earlier. */
function buildEmployment(scope: Scope, index: number): MutableJson {
  const person = Math.floor(index / 4);
  const slot = index % 4;
  const count = employmentCount(scope, person);
  const { from, to, title } = occupationOf(scope, person);
  const place = homeOf(scope, person);
  const start = startOf(scope, person);
  const current = slot >= count - 1;
  const earlier = Math.max(0, count - 1 - slot);
  const share = (mix(scope.seed + 29, person) % 1_000) / 1_000;
  const yearly = (from + (to - from) * share) * place.pay * 0.9 ** earlier;
  return {
    job_title: current ? titleOf(scope, person) : `Junior ${title.replace(/^Senior /, "")}`,
    pay_rate: Math.round(yearly / 100) * 100,
    pay_period: "YEAR",
    pay_frequency: "MONTHLY",
    employment_type: employmentTypeOf(scope, person),
    pay_currency: place.currency,
    effective_date: isoDate(start + Math.floor(((scope.epoch - start) * slot) / 4 / day) * day),
    custom_fields: null,
    integration_fields: [],
  };
}
