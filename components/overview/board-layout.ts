import { healthLooks } from "@/components/integrations/health-state";
import type { Overview } from "@/lib/health/schema";

export type BoardIntegration = Overview["integrations"][number];
export type EndpointLabels = Overview["endpointLabels"];
export type BoardCell = BoardIntegration["cells"][number];

export type BoardGroup = {
  readonly category: string;
  readonly columns: readonly { readonly endpoint: string; readonly label: string }[];
  readonly labels: EndpointLabels;
  /** Endpoints that share the last column. */
  readonly otherCount: number;
  readonly integrations: readonly BoardIntegration[];
};

/** What people ask about first; the rest of a category shares one column. */
const firstEndpoints: readonly string[] = [
  "/hris/employees",
  "/hris/absences",
  "/hris/time-off-balances",
  "/hris/groups",
  "/hris/locations",
  "/ats/applications",
  "/ats/candidates",
  "/ats/jobs",
  "/ats/interviews",
  "/ats/offers",
  "/lms/users",
  "/lms/courses",
  "/lms/course-progressions",
  "/lms/skills",
];

const shortLabels: Readonly<Record<string, string>> = { "/hris/time-off-balances": "Balances" };

/** All groups have as many columns, so that they stand under each other. */
export const columnsMax = 6;

const categoryOrder: readonly string[] = ["HRIS", "ATS", "LMS", "ASSESSMENT"];

/** One group a category, the worst integration of each first. */
export function buildBoard(integrations: readonly BoardIntegration[], labels: EndpointLabels): readonly BoardGroup[] {
  const categories = [...new Set(integrations.map(({ category }) => category))];
  return categories
    .toSorted((one, other) => categoryOrder.indexOf(one) - categoryOrder.indexOf(other))
    .map((category) =>
      toGroup(
        category,
        integrations.filter((integration) => integration.category === category),
        labels,
      ),
    );
}

function toGroup(category: string, integrations: readonly BoardIntegration[], labels: EndpointLabels): BoardGroup {
  const endpoints = new Set(integrations.flatMap(({ cells }) => cells.map(({ endpoint }) => endpoint)));
  const columns = firstEndpoints.filter((endpoint) => endpoints.has(endpoint));
  return {
    category,
    columns: columns.map((endpoint) => ({ endpoint, label: shortLabels[endpoint] ?? labels[endpoint] ?? endpoint })),
    labels,
    otherCount: endpoints.size - columns.length,
    integrations: integrations.toSorted(
      (one, other) => healthLooks[one.health.kind].rank - healthLooks[other.health.kind].rank,
    ),
  };
}

export function findCell(integration: BoardIntegration, endpoint: string): BoardCell | null {
  return integration.cells.find((cell) => cell.endpoint === endpoint) ?? null;
}

/** Of the endpoints without a column of their own, the one to look at first. */
export function findWorstOther(integration: BoardIntegration): BoardCell | null {
  const others = integration.cells.filter((cell) => !firstEndpoints.includes(cell.endpoint) && isFetched(cell));
  return (
    others.toSorted(
      (one, other) =>
        healthLooks[one.health].rank - healthLooks[other.health].rank ||
        (one.lastSucceededAt ?? "").localeCompare(other.lastSucceededAt ?? ""),
    )[0] ?? null
  );
}

export function isFetched(cell: BoardCell): boolean {
  return cell.enabled !== false && cell.unavailableReason === undefined;
}

/** One cause is one mark: these hold for every endpoint of an integration. */
const wholeKinds: ReadonlySet<BoardIntegration["health"]["kind"]> = new Set([
  "invalid",
  "inactive",
  "paused",
  "deleted",
]);

export function isWhole(integration: BoardIntegration): boolean {
  return wholeKinds.has(integration.health.kind);
}

/** The oldest complete fetch of any endpoint; null when one has none. */
export function oldestOf(integration: BoardIntegration): string | null {
  const times = integration.cells.filter(isFetched).map(({ lastSucceededAt }) => lastSucceededAt);
  return times.every((time) => time !== null) ? (times.toSorted()[0] ?? null) : null;
}
