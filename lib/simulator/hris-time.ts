/** What happens to people over time: balances, absences, timesheets and reviews. */
import type { MutableJson } from "./json";
import { placeAt } from "./places";
import { mix, Random } from "./random";
import { day, isoDate, type Parent, type Scope, type Table } from "./table";

const absenceTypeRows = [
  ["Urlaub", "DAYS"],
  ["Sick leave", "DAYS"],
  ["Congé parental", "DAYS"],
  ["Overtime compensation", "HOURS"],
  ["Fortbildung", "DAYS"],
  ["Remote work abroad", "DAYS"],
  ["Unpaid leave", "DAYS"],
] as const;

const absenceTypes: Table = {
  model: "hris_absence_types",
  count: () => absenceTypeRows.length,
  build: (_scope, index) => {
    const [name, unit] = absenceTypeRows[index % absenceTypeRows.length] ?? absenceTypeRows[0];
    return {
      name,
      unit,
      half_days_supported: unit === "DAYS",
      exact_times_supported: unit === "HOURS",
    };
  },
};

function ofEmployee(slots: number, filled: Parent["filled"]): Parent {
  return {
    model: "hris_employees",
    slots,
    filled,
    link: "employee",
    field: "employee_id",
    required: true,
  };
}

const balances: Table = {
  model: "hris_time_off_balances",
  parent: ofEmployee(2, () => 2),
  build: (scope, index) => {
    const used = mix(scope.seed + 83, index) % 24;
    const overtime = index % 2 === 1;
    return {
      balance: overtime ? used * 1.5 : 30 - used,
      balance_unit: overtime ? "HOURS" : "DAYS",
      used,
      used_unit: overtime ? "HOURS" : "DAYS",
    };
  },
  links: {
    type: {
      model: "hris_absence_types",
      field: "type_id",
      required: true,
      target: (_scope, index) => (index % 2 === 0 ? 0 : 3),
    },
  },
};

const absenceStatuses = ["APPROVED", "APPROVED", "APPROVED", "REQUESTED", "DECLINED"] as const;

const absences: Table = {
  model: "hris_absences",
  parent: ofEmployee(5, (scope, index) => mix(scope.seed + 89, index) % 4),
  deletedShare: () => 0.02,
  build: buildAbsence,
  links: {
    type: {
      model: "hris_absence_types",
      field: "type_id",
      target: (scope, index) => mix(scope.seed + 97, index) % absenceTypeRows.length,
    },
    approver: {
      model: "hris_employees",
      field: "approver_id",
      target: (_scope, index) => {
        const person = Math.floor(index / 5);
        return person === 0 ? null : Math.floor((person - 1) / 8);
      },
    },
  },
};

function buildAbsence(scope: Scope, index: number): MutableJson {
  const random = new Random(mix(scope.seed + 101, index));
  const start = scope.epoch + (random.below(200) - 150) * day;
  const length = 1 + random.below(10);
  const created = isoDate(Math.min(start, scope.epoch) - (3 + random.below(30)) * day);
  return {
    start_date: isoDate(start).slice(0, 10),
    end_date: isoDate(start + (length - 1) * day).slice(0, 10),
    start_half_day: false,
    end_half_day: false,
    start_time: null,
    end_time: null,
    amount: length,
    unit: "DAYS",
    status: random.pick(absenceStatuses),
    employee_note: random.chance(0.2) ? "Vertretung ist abgesprochen" : null,
    remote_created_at: created,
    remote_updated_at: created,
  };
}

/** Kombo keeps about two months of them. */
const timesheets: Table = {
  model: "hris_timesheets",
  parent: ofEmployee(4, (scope, index) => mix(scope.seed + 103, index) % 4),
  build: (scope, index) => {
    const home = mix(scope.seed + 11, Math.floor(index / 4));
    const offset = placeAt(home % scope.count("hris_locations")).offset;
    const start = scope.epoch - (3 + (mix(scope.seed + 107, index) % 55)) * day + 28_800_000;
    const rest = { started_at: isoDate(start + 14_400_000), ended_at: isoDate(start + 16_200_000) };
    return {
      started_at: isoDate(start),
      ended_at: isoDate(start + 30_600_000),
      timezone: offset,
      payable_hours: 8,
      unpaid_break_minutes: 30,
      breaks: [{ ...rest, paid: false }],
      approval_status: "APPROVED",
      approved_at: isoDate(start + 2 * day),
      comment: null,
      custom_fields: null,
      integration_fields: [],
    };
  },
};

const reviewCycles: Table = {
  model: "hris_performance_review_cycles",
  count: () => 4,
  build: (scope, index) => {
    const start = scope.epoch - (60 + 180 * (3 - index)) * day;
    return {
      name: `Review ${isoDate(start).slice(0, 7)}`,
      review_period_start_date: isoDate(start),
    };
  },
};

const reviewTypes = ["MANAGER", "SELF", "PEER"] as const;

const reviews: Table = {
  model: "hris_performance_reviews",
  parent: {
    model: "hris_employees",
    slots: 2,
    filled: (scope, index) => (index === 0 ? 0 : mix(scope.seed + 109, index) % 3),
    link: "reviewee",
    field: null,
    required: true,
  },
  build: (scope, index) => {
    const random = new Random(mix(scope.seed + 113, index));
    const numeric = random.chance(0.6);
    return {
      type: reviewTypes[index % 2] ?? null,
      summary_comment: "Trägt viel zum Team bei und arbeitet sorgfältig.",
      summary_rating: numeric
        ? { type: "NUMERIC", min: 1, max: 5, value: 2 + random.below(4) }
        : {
            type: "SINGLE_SELECT",
            ordered_options: ["Below", "Meets", "Exceeds"],
            value: random.chance(0.7) ? "Meets" : "Exceeds",
          },
    };
  },
  links: {
    review_cycle: {
      model: "hris_performance_review_cycles",
      field: null,
      target: (scope, index) => mix(scope.seed + 127, index) % 4,
    },
    reviewer: {
      model: "hris_employees",
      field: null,
      target: (_scope, index) => {
        const person = Math.floor(index / 2);
        return index % 2 === 1 ? person : Math.max(0, Math.floor((person - 1) / 8));
      },
    },
  },
};

export const timeTables: readonly Table[] = [absenceTypes, balances, absences, timesheets, reviewCycles, reviews];
