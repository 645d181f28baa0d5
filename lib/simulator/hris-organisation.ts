/** What people are grouped by: groups, locations, legal entities, positions, and the small lists of an HRIS. */
import { departmentOf } from "./hris-people";
import { departments, occupationAt, teamNames } from "./occupations";
import { addressOf, placeAt } from "./places";
import { mix } from "./random";
import { day, isoDate, type Join, type Scope, type Table } from "./table";

const departmentCount = departments.length;

/** Departments first, then teams inside of them; every seventh of the rest is a cost centre. */
const groups: Table = {
  model: "hris_teams",
  count: (size) => Math.min(600, departmentCount + Math.max(10, Math.floor(size / 25))),
  build: (_scope, index) => {
    if (index < departmentCount) return { name: departments[index] ?? "", type: "DEPARTMENT" };
    const nth = index - departmentCount;
    if (isCostCenter(index)) return { name: `Cost centre ${4_000 + nth}`, type: "COST_CENTER" };
    const round = Math.floor(nth / (departmentCount * teamNames.length));
    const team = teamNames[Math.floor(nth / departmentCount) % teamNames.length] ?? "";
    const department = departments[nth % departmentCount] ?? "";
    return { name: `${department} ${team}${round === 0 ? "" : ` ${round + 1}`}`, type: "TEAM" };
  },
  links: {
    parent: {
      model: "hris_teams",
      field: "parent_id",
      target: (_scope, index) =>
        index < departmentCount || isCostCenter(index) ? null : (index - departmentCount) % departmentCount,
    },
  },
};

function isCostCenter(index: number): boolean {
  return index >= departmentCount && index % 7 === 6;
}

const locations: Table = {
  model: "hris_locations",
  count: (size) => Math.min(48, 4 + Math.floor(size / 150)),
  build: (_scope, index) => {
    const place = placeAt(index);
    const round = Math.floor(index / 16);
    return {
      name: round === 0 ? place.city : `${place.city} ${round + 1}`,
      address: addressOf(place, round),
      type: index === 0 ? "HEADQUARTERS" : "OFFICE",
    };
  },
};

const legalEntities: Table = {
  model: "hris_legal_entities",
  count: (size) => Math.min(10, 2 + Math.floor(size / 100)),
  build: (scope, index) => {
    const place = placeAt(index);
    return {
      name: `${scope.organizationName} ${place.company} (${place.city})`,
      address: addressOf(place, 0),
    };
  },
};

const documentCategoryNames = [
  "Arbeitsvertrag",
  "Payslip",
  "Certificate",
  "Tax document",
  "Sick note",
  "Reference",
] as const;

const documentCategories: Table = {
  model: "hris_employee_document_categories",
  count: () => documentCategoryNames.length,
  build: (_scope, index) => ({ name: documentCategoryNames[index] ?? "" }),
};

const modelTypes = ["POSITION", "JOB", "REQUISITION"] as const;
const staffingStatuses = ["FILLED", "FILLED", "OPEN_LIMITED", "PENDING", "CLOSED"] as const;

const staffingEntities: Table = {
  model: "hris_staffing_entities",
  count: (size) => Math.max(6, Math.floor(size / 20)),
  build: (scope, index) => {
    const { title } = occupationAt(index);
    const status = staffingStatuses[mix(scope.seed + 53, index) % staffingStatuses.length];
    const created = scope.epoch - (40 + (mix(scope.seed + 59, index) % 500)) * day;
    return {
      name: title,
      model_type: modelTypes[index % modelTypes.length] ?? null,
      description: `${title} at ${scope.organizationName}`,
      status: status ?? null,
      employment_types: [{ remote_label: "Vollzeit", unified_type: "FULL_TIME" }],
      number_of_openings: status === "OPEN_LIMITED" ? 1 : 0,
      remote_url: `https://hr.${scope.domain}/positions/${index + 1}`,
      remote_created_at: isoDate(created),
      remote_updated_at: isoDate(created + 7 * day),
      custom_fields: null,
      integration_fields: [],
    };
  },
  links: {
    parent: {
      model: "hris_staffing_entities",
      field: "parent_id",
      target: (_scope, index) => (index < 3 ? null : index % 3),
    },
  },
};

const skillNames = [
  "TypeScript",
  "Verhandlungsführung",
  "Project management",
  "Français des affaires",
  "Data analysis",
  "First aid",
  "Public speaking",
  "Lohnabrechnung",
] as const;

const skills: Table = {
  model: "hris_skills",
  count: () => skillNames.length,
  build: (_scope, index) => ({
    name: skillNames[index] ?? "",
    description: null,
    ordered_levels: ["Beginner", "Advanced", "Expert"],
  }),
  required: ["name"],
};

/** Not paginated at Kombo, so only the first hundred people have skills. */
const skillAssignments: Table = {
  model: "hris_employee_skill_assignments",
  unannounced: true,
  parent: {
    model: "hris_employees",
    slots: 1,
    filled: (_scope, index) => (index < 100 ? 1 : 0),
    link: "employee",
    field: "employee_id",
    required: true,
  },
  build: (scope, index) => ({
    current_level: mix(scope.seed + 61, index) % 2 === 0 ? "Advanced" : "Expert",
  }),
  links: {
    skill: {
      model: "hris_skills",
      field: "skill_id",
      required: true,
      target: (scope, index) => mix(scope.seed + 67, index) % skillNames.length,
    },
  },
};

export const organisationTables: readonly Table[] = [
  groups,
  locations,
  legalEntities,
  documentCategories,
  staffingEntities,
  skills,
  skillAssignments,
];

export const organisationJoins: readonly Join[] = [
  {
    model: "hris_join_employees_teams",
    owner: "hris_employees",
    target: "hris_teams",
    members: groupsOf,
  },
  {
    model: "hris_join_staffing_entities_locations",
    owner: "hris_staffing_entities",
    target: "hris_locations",
    members: (scope, index) => [index % scope.count("hris_locations")],
  },
  {
    model: "hris_join_staffing_entities_legal_entities",
    owner: "hris_staffing_entities",
    target: "hris_legal_entities",
    members: (scope, index) => [index % scope.count("hris_legal_entities")],
  },
  {
    model: "hris_join_staffing_entities_groups",
    owner: "hris_staffing_entities",
    target: "hris_teams",
    members: (_scope, index) => [occupationAt(index).department],
  },
];

/** The department of the job, and one of the teams of that department. */
function groupsOf(scope: Scope, index: number): readonly number[] {
  const department = departmentOf(scope, index);
  const rounds = Math.floor((scope.count("hris_teams") - departmentCount) / departmentCount);
  const team = departmentCount + department + departmentCount * (mix(scope.seed + 71, index) % rounds);
  return isCostCenter(team) ? [department] : [department, team];
}
