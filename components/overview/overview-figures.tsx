import { FigureStrip } from "@/components/ui/figure-strip";
import { Time } from "@/components/ui/time";
import { formatDuration, formatNumber, formatScheduleUtc } from "@/lib/format";
import type { Overview } from "@/lib/health/schema";

const labels = ["Fresh", "Webhooks, 24 h", "Record changes, 24 h", "Webhook to mirror", "Next full fetch"] as const;

export function OverviewFigures({ overview }: { readonly overview: Overview | undefined }) {
  if (!overview) return <FigureStrip figures={labels.map((label) => ({ label }))} />;
  const [fresh, webhooks, changes, latency, next] = labels;
  const { latencyMs, nextFullFetchAt } = overview;
  return (
    <FigureStrip
      figures={[
        {
          label: fresh,
          value: formatNumber(overview.freshIntegrations),
          note: `of ${formatNumber(overview.integrations.length)} integrations`,
        },
        {
          label: webhooks,
          value: formatNumber(overview.webhooks24h),
          note: overview.rejected24h === 0 ? "none rejected" : `${formatNumber(overview.rejected24h)} rejected`,
        },
        {
          label: changes,
          value: formatNumber(overview.changes24h),
          note: overview.drift24h === 0 ? null : `${formatNumber(overview.drift24h)} by drift`,
        },
        {
          label: latency,
          value: latencyMs ? formatDuration(latencyMs.median) : "–",
          note: latencyMs ? `median, p95 ${formatDuration(latencyMs.p95)}` : "no webhook in 24 h",
        },
        {
          label: next,
          value: nextFullFetchAt ? formatScheduleUtc(new Date(nextFullFetchAt)) : "not scheduled",
          note: nextFullFetchAt ? <Time value={nextFullFetchAt} as="in" /> : null,
        },
      ]}
    />
  );
}
