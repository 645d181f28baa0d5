"use client";

import { useSelectedLayoutSegment } from "next/navigation";

import { TabLinks } from "@/components/ui/tab-links";
import { formatNumber } from "@/lib/format";
import type { IntegrationDetail } from "@/lib/health/schema";
import { integrationPath, type IntegrationTab, integrationTabPath, integrationTabs } from "@/lib/paths";

const labels = {
  runs: "Runs",
  webhooks: "Webhooks",
  records: "Records",
  drift: "Drift",
  timeline: "Timeline",
  settings: "Settings",
} as const satisfies Record<IntegrationTab, string>;

type IntegrationTabsProps = {
  readonly komboIntegrationId: string;
  /** Absent while loading. */
  readonly integration: IntegrationDetail | undefined;
};

/** Each tab has an address of its own, so it can be sent to somebody. */
export function IntegrationTabs({ komboIntegrationId, integration }: IntegrationTabsProps) {
  const segment = useSelectedLayoutSegment();
  const counts: Partial<Record<IntegrationTab, string>> = integration
    ? { records: formatNumber(integration.records) }
    : {};
  return (
    <TabLinks
      label="Parts of the integration"
      tabs={[
        {
          href: integrationPath(komboIntegrationId),
          label: "Endpoints",
          count: integration ? formatNumber(integration.endpointRows.length) : undefined,
          isCurrent: segment === null,
        },
        ...integrationTabs.map((tab) => ({
          href: integrationTabPath(komboIntegrationId, tab),
          label: labels[tab],
          count: counts[tab],
          isCurrent: segment === tab,
        })),
      ]}
    />
  );
}
