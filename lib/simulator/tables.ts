import { atsJoins, jobTables } from "./ats-jobs";
import { candidateTables } from "./ats-people";
import { organisationJoins, organisationTables } from "./hris-organisation";
import { employees, employments } from "./hris-people";
import { timeTables } from "./hris-time";
import { lmsJoins, lmsTables } from "./lms-tables";
import type { Join, Table } from "./table";

const all: readonly Table[] = [
  employees,
  employments,
  ...organisationTables,
  ...timeTables,
  ...candidateTables,
  ...jobTables,
  ...lmsTables,
];

const tableByModel: ReadonlyMap<string, Table> = new Map(all.map((table) => [table.model, table]));
const joinByModel: ReadonlyMap<string, Join> = new Map(
  [...organisationJoins, ...atsJoins, ...lmsJoins].map((join) => [join.model, join]),
);
const childrenByModel: ReadonlyMap<string, readonly Table[]> = new Map(
  all.map(({ model }) => [model, all.filter((table) => table.parent?.model === model)]),
);

export function getTable(model: string): Table {
  const table = tableByModel.get(model);
  if (!table) throw new Error(`The simulator has no model ${model}`);
  return table;
}

export function getJoin(model: string): Join {
  const join = joinByModel.get(model);
  if (!join) throw new Error(`The simulator has no join model ${model}`);
  return join;
}

export function childTables(model: string): readonly Table[] {
  return childrenByModel.get(model) ?? [];
}
