"use client";

import { useQuery } from "@tanstack/react-query";
import { ShieldX } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { ErrorState } from "@/components/feedback/error-state";
import type { BucketSpan } from "@/components/ui/bucket-bars";
import { BucketChart } from "@/components/ui/bucket-chart";
import { BucketTable } from "@/components/ui/bucket-table";
import { ChartSwitch, type ChartForm } from "@/components/ui/chart-switch";
import { Icon } from "@/components/ui/icon";
import { Section } from "@/components/ui/panel";
import { Segmented } from "@/components/ui/segmented";
import { formatNumber } from "@/lib/format";
import type { Activity as ActivityAnswer, ActivityRange } from "@/lib/health/schema/activity";
import { listPath } from "@/lib/paths";
import { activityQuery } from "@/lib/queries/activity";

const ranges = [
  { value: "24h", label: "24 h" },
  { value: "7d", label: "7 d" },
  { value: "30d", label: "30 d" },
] as const satisfies readonly { value: ActivityRange; label: string }[];

const perBucket = { "24h": "per hour", "7d": "per 6 hours", "30d": "per day" } as const;

type Buckets = ActivityAnswer["buckets"];

/** Webhooks and changes over time; each bar leads to what it counts. */
export function Activity() {
  const [form, setForm] = useState<ChartForm>("chart");
  const [range, setRange] = useState<ActivityRange>("24h");
  const activity = useQuery(activityQuery(range));
  const buckets = activity.data?.buckets ?? [];
  return (
    <Section
      title="Activity"
      actions={
        <>
          <Segmented label="How long ago" value={range} options={ranges} onChange={setRange} />
          <ChartSwitch value={form} onChange={setForm} />
        </>
      }
    >
      <div className="min-h-75 overflow-hidden rounded-lg border">
        {activity.isLoadingError ? (
          <div className="px-4">
            <ErrorState
              subject="The charts"
              unaffected="The rest of this page is not affected."
              error={activity.error}
              onRetry={() => void activity.refetch()}
            />
          </div>
        ) : form === "chart" ? (
          <Charts buckets={buckets} per={perBucket[range]} />
        ) : (
          <ActivityTable buckets={buckets} />
        )}
      </div>
    </Section>
  );
}

function Charts({ buckets, per }: { readonly buckets: Buckets; readonly per: string }) {
  const router = useRouter();
  const rejected = buckets.reduce((sum, bucket) => sum + bucket.rejected, 0);
  return (
    <div className="px-4 py-3">
      <ChartHead title="Webhooks" per={per} note={rejected > 0 ? `${formatNumber(rejected)} rejected` : null} />
      <BucketChart
        label={`Webhooks ${per}`}
        buckets={buckets.map(({ start, end, webhooks, rejected: bad }) => ({ start, end, count: webhooks + bad, bad }))}
        countName="Webhooks"
        badName="Rejected"
        height="tall"
        hasAxis
        onChoose={(span) => router.push(webhooksOf(span))}
      />
      <div className="h-4" />
      <ChartHead title="Record changes" per={per} note={null} />
      <BucketChart
        label={`Record changes ${per}`}
        buckets={buckets.map(({ start, end, changes }) => ({ start, end, count: changes, bad: 0 }))}
        countName="Changes"
        badName=""
        height="tall"
        hasAxis
        onChoose={(span) => router.push(changingRunsOf(span))}
      />
    </div>
  );
}

function ActivityTable({ buckets }: { readonly buckets: Buckets }) {
  const at = (index: number) => {
    const bucket = buckets[index];
    return { from: new Date(bucket?.start ?? 0), to: new Date(bucket?.end ?? 0) };
  };
  return (
    <BucketTable
      label="Activity"
      buckets={buckets}
      series={[
        {
          name: "Webhooks",
          valueOf: (index) => buckets[index]?.webhooks ?? 0,
          hrefOf: (index) => webhooksOf(at(index)),
        },
        { name: "Rejected", valueOf: (index) => buckets[index]?.rejected ?? 0 },
        {
          name: "Changes",
          valueOf: (index) => buckets[index]?.changes ?? 0,
          hrefOf: (index) => changingRunsOf(at(index)),
        },
      ]}
    />
  );
}

type ChartHeadProps = { readonly title: string; readonly per: string; readonly note: string | null };

function ChartHead({ title, per, note }: ChartHeadProps) {
  return (
    <p className="flex items-center gap-2">
      <span className="font-medium">{title}</span>
      <span className="text-subtle text-xs">{per}</span>
      {note === null ? null : (
        <span className="text-muted ml-auto flex items-center gap-1.5 text-xs">
          <Icon of={ShieldX} size="xs" className="text-danger-solid" />
          {note}
        </span>
      )}
    </p>
  );
}

function webhooksOf(span: BucketSpan) {
  return listPath("/webhooks", toParams(span));
}

function changingRunsOf(span: BucketSpan) {
  return listPath("/runs", { ...toParams(span), changes: "yes" });
}

function toParams({ from, to }: BucketSpan) {
  return { from: from.toISOString(), to: to.toISOString() };
}
