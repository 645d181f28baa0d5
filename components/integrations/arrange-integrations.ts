import type { IntegrationRow } from "@/lib/health/schema";
import type { HealthKind } from "@/lib/health/schema/health-words";

import { healthLooks } from "./health-state";
import { nameIntegration } from "./integration-name";
import type { IntegrationSort } from "./search-params";

export type IntegrationChoice = {
  readonly q: string;
  readonly category: string | null;
  readonly tool: string | null;
  readonly health: HealthKind | null;
  readonly sort: IntegrationSort;
};

/** The rows that match, in the order asked for. All of them are here already, so nothing is asked of the server. */
export function arrangeIntegrations(
  rows: readonly IntegrationRow[],
  choice: IntegrationChoice,
): readonly IntegrationRow[] {
  return rows.filter((row) => isMatch(row, choice)).toSorted(comparators[choice.sort]);
}

function isMatch(row: IntegrationRow, { q, category, tool, health }: IntegrationChoice): boolean {
  if (category !== null && row.category !== category) return false;
  if (tool !== null && row.tool !== tool) return false;
  if (health !== null && row.health.kind !== health) return false;
  const text = [row.organizationName, row.toolLabel, row.komboIntegrationId].join("\n").toLowerCase();
  return text.includes(q.trim().toLowerCase());
}

type Comparator = (one: IntegrationRow, other: IntegrationRow) => number;

const byName: Comparator = (one, other) => nameIntegration(one).localeCompare(nameIntegration(other));

const comparators: Readonly<Record<IntegrationSort, Comparator>> = {
  worst: (one, other) => healthLooks[one.health.kind].rank - healthLooks[other.health.kind].rank || byName(one, other),
  name: byName,
  records: (one, other) => other.records - one.records || byName(one, other),
  delta: (one, other) => timeOf(one.lastDeltaFetchAt) - timeOf(other.lastDeltaFetchAt) || byName(one, other),
  full: (one, other) => timeOf(one.lastFullFetchAt) - timeOf(other.lastFullFetchAt) || byName(one, other),
};

/** Never comes before everything: it is the oldest there is. */
function timeOf(value: string | null): number {
  return value === null ? 0 : new Date(value).getTime();
}
