"use client";

import { ShieldX } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { BucketBars, type BucketSpan } from "@/components/ui/bucket-bars";
import { BucketTable } from "@/components/ui/bucket-table";
import { ChartSwitch, type ChartForm } from "@/components/ui/chart-switch";
import { Icon } from "@/components/ui/icon";
import { Section } from "@/components/ui/panel";
import { formatNumber } from "@/lib/format";
import type { Overview } from "@/lib/health/schema";
import { listPath } from "@/lib/paths";

type LastDayProps = { readonly overview: Pick<Overview, "hours" | "rejected24h"> };

export function LastDay({ overview: { hours, rejected24h } }: LastDayProps) {
  const [form, setForm] = useState<ChartForm>("chart");
  const router = useRouter();

  function showWebhooks({ from, to }: BucketSpan): void {
    router.push(listPath("/webhooks", { from: from.toISOString(), to: to.toISOString() }));
  }

  return (
    <Section title="Last 24 hours" actions={<ChartSwitch value={form} onChange={setForm} />}>
      {form === "chart" ? (
        <div className="rounded-lg border px-4 py-3">
          <ChartHead title="Webhooks" note={rejected24h > 0 ? `${formatNumber(rejected24h)} rejected` : null} />
          <BucketBars
            label="Webhooks per hour"
            buckets={hours.map(({ start, webhooks, rejected }) => ({
              start,
              count: webhooks + rejected,
              bad: rejected,
            }))}
            countName="Webhooks"
            badName="Rejected"
            height={104}
            hasAxis
            onChoose={showWebhooks}
          />
          <div className="h-4" />
          <ChartHead title="Record changes" note={null} />
          <BucketBars
            label="Record changes per hour"
            buckets={hours.map(({ start, changes }) => ({ start, count: changes, bad: 0 }))}
            countName="Changes"
            badName=""
            height={104}
            hasAxis
          />
        </div>
      ) : (
        <div className="overflow-hidden rounded-lg border">
          <BucketTable
            label="Last 24 hours"
            buckets={hours}
            series={[
              { name: "Webhooks", valueOf: (index) => hours[index]?.webhooks ?? 0 },
              { name: "Rejected", valueOf: (index) => hours[index]?.rejected ?? 0 },
              { name: "Changes", valueOf: (index) => hours[index]?.changes ?? 0 },
            ]}
          />
        </div>
      )}
    </Section>
  );
}

function ChartHead({ title, note }: { readonly title: string; readonly note: string | null }) {
  return (
    <p className="flex items-center gap-2">
      <span className="font-medium">{title}</span>
      <span className="text-subtle text-xs">per hour</span>
      {note === null ? null : (
        <span className="text-muted ml-auto flex items-center gap-1.5 text-xs">
          <Icon of={ShieldX} size="xs" className="text-danger-solid" />
          {note}
        </span>
      )}
    </p>
  );
}
