import { FigureStrip } from "@/components/ui/figure-strip";
import { Time } from "@/components/ui/time";
import { formatCount, formatNumber } from "@/lib/format";
import type { EndpointRow, IntegrationDetail } from "@/lib/health/schema";

import { listFetchable } from "./full-fetch-plan";

const labels = ["Fresh endpoints", "Records", "Changes, 24 h", "Last webhook", "Last full fetch"] as const;

export function IntegrationFigures({ integration }: { readonly integration: IntegrationDetail | undefined }) {
  if (!integration) return <FigureStrip figures={labels.map((label) => ({ label }))} />;
  const fetchable = listFetchable(integration.endpointRows);
  const late = fetchable.filter((row) => row.health !== "well");
  const [fresh, records, changes, webhook, fullFetch] = labels;
  return (
    <FigureStrip
      figures={[
        {
          label: fresh,
          value: formatNumber(fetchable.length - late.length),
          note: describeLate(late, fetchable.length),
        },
        {
          label: records,
          value: formatNumber(integration.records),
          note: integration.deletedRecords > 0 ? `${formatNumber(integration.deletedRecords)} deleted` : null,
        },
        {
          label: changes,
          value: formatNumber(integration.changes24h),
          note: `in ${formatCount(integration.runs24h, "run")}`,
        },
        {
          label: webhook,
          value: integration.lastWebhookAt ? <Time value={integration.lastWebhookAt} as="ago" /> : "none yet",
        },
        {
          label: fullFetch,
          value: integration.lastFullFetchAt ? (
            <Time value={integration.lastFullFetchAt} as="moment" />
          ) : (
            "not complete yet"
          ),
        },
      ]}
    />
  );
}

function describeLate(late: readonly EndpointRow[], total: number): string {
  const first = late[0];
  if (!first) return `of ${formatNumber(total)}`;
  const name = late.length === 1 ? first.label.toLowerCase() : formatNumber(late.length);
  return `of ${formatNumber(total)}, ${name} late`;
}
