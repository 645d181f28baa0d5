"use client";

import { useState } from "react";

import type { BucketSpan } from "@/components/ui/bucket-bars";
import { BucketChart } from "@/components/ui/bucket-chart";
import { BucketTable } from "@/components/ui/bucket-table";
import { ChartSwitch, type ChartForm } from "@/components/ui/chart-switch";
import { cn } from "@/lib/cn";
import type { Activity } from "@/lib/health/schema/activity";

type WebhookHoursProps = {
  /** Absent while loading. */
  readonly hours: Activity["buckets"] | undefined;
  readonly onChoose: (span: BucketSpan) => void;
};

const place = "mb-3 h-18 max-sm:hidden";

/** The last day at a glance; a click on an hour restricts the list to it. */
export function WebhookHours({ hours, onChoose }: WebhookHoursProps) {
  const [form, setForm] = useState<ChartForm>("chart");
  // As tall as the bars will be.
  if (!hours) return <div className={place} />;
  if (hours.every((hour) => hour.webhooks + hour.rejected === 0)) {
    return <div className={cn(place, "text-subtle grid place-items-center text-xs")}>No webhook in the last 24 h.</div>;
  }
  return (
    <div className="relative mb-3 max-sm:hidden">
      <div className="absolute -top-10 right-0 max-xl:hidden">
        <ChartSwitch value={form} onChange={setForm} />
      </div>
      {form === "chart" ? (
        <BucketChart
          label="Webhooks per hour, last 24 h"
          buckets={hours.map(({ start, end, webhooks, rejected }) => ({
            start,
            end,
            count: webhooks + rejected,
            bad: rejected,
          }))}
          countName="Webhooks"
          badName="Rejected"
          height="low"
          hasAxis={false}
          onChoose={onChoose}
        />
      ) : (
        <BucketTable
          label="Webhooks per hour, last 24 h"
          buckets={hours}
          series={[
            { name: "Webhooks", valueOf: (index) => hours[index]?.webhooks ?? 0 },
            { name: "Rejected", valueOf: (index) => hours[index]?.rejected ?? 0 },
          ]}
        />
      )}
    </div>
  );
}
