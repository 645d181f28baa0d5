"use client";

import { GitCompare } from "lucide-react";
import { useState } from "react";

import { driftNames } from "@/components/runs/run-names";
import { ChartSwitch, type ChartForm } from "@/components/ui/chart-switch";
import { Icon } from "@/components/ui/icon";
import { Amount } from "@/components/ui/nothing";
import { Section } from "@/components/ui/panel";
import { cn } from "@/lib/cn";
import { formatCount, formatNumber } from "@/lib/format";
import type { DriftDay } from "@/lib/health/schema/drift";
import { driftKinds } from "@/lib/mirror/schema/change-words";

import { describeDrift, sumDrift } from "./drift-names";

/** How much each of the last full fetches had to repair. */
export function DriftDays({ days }: { readonly days: readonly DriftDay[] }) {
  const [form, setForm] = useState<ChartForm>("chart");
  if (days.length === 0) return null;
  return (
    <Section
      title="The last full fetches"
      count={formatCount(days.length, "day")}
      actions={<ChartSwitch value={form} onChange={setForm} />}
    >
      {form === "chart" ? <Bars days={days} /> : <DayTable days={days} />}
    </Section>
  );
}

const barHeight = 96;
const barMin = 3;

/** Few bars and no time between them: plain boxes carry them, and nothing has to be loaded. */
function Bars({ days }: { readonly days: readonly DriftDay[] }) {
  const most = Math.max(1, ...days.map(({ drift }) => sumDrift(drift)));
  const total = days.reduce((sum, { drift }) => sum + sumDrift(drift), 0);
  return (
    <figure className="rounded-lg border px-4 pt-3 pb-2">
      <figcaption className="flex items-center gap-2">
        <span className="font-medium">Records repaired</span>
        <span className="text-subtle text-xs">by day of the full fetch, UTC</span>
        {total > 0 ? (
          <span className="text-muted ml-auto flex items-center gap-1.5 text-xs">
            <Icon of={GitCompare} size="xs" className="text-warn-solid" />
            {formatNumber(total)} repaired
          </span>
        ) : null}
      </figcaption>
      <ul className="mt-2 flex items-end gap-2 border-b" style={{ height: barHeight + 20 }}>
        {days.map(({ start, drift, fetches }) => {
          const found = sumDrift(drift);
          const height = found === 0 ? 1 : Math.max(barMin, Math.round((found / most) * barHeight));
          return (
            <li key={start} className="flex min-w-0 flex-1 flex-col items-center justify-end">
              <span className="sr-only">
                {nameDay(start)}: {found === 0 ? "nothing" : describeDrift(drift)},{" "}
                {formatCount(fetches, "fetch", "fetches")}
              </span>
              <span aria-hidden className="text-muted text-2xs">
                {found === 0 ? "" : formatNumber(found)}
              </span>
              <span
                aria-hidden
                title={`${nameDay(start)}: ${found === 0 ? "nothing" : describeDrift(drift)}`}
                className={cn("w-full max-w-14 rounded-t-[1px]", found === 0 ? "bg-chart-2" : "bg-warn-solid")}
                style={{ height }}
              />
            </li>
          );
        })}
      </ul>
      <ol aria-hidden className="text-subtle text-2xs mt-1 flex gap-2">
        {days.map(({ start }) => (
          <li key={start} className="min-w-0 flex-1 truncate text-center">
            {nameDay(start)}
          </li>
        ))}
      </ol>
    </figure>
  );
}

function DayTable({ days }: { readonly days: readonly DriftDay[] }) {
  const kinds = driftKinds.filter((kind) => days.some(({ drift }) => drift.some((found) => found.kind === kind)));
  return (
    <div className="overflow-x-auto rounded-lg border">
      <table aria-label="Records repaired by full fetches" className="w-full">
        <thead>
          <tr className="text-subtle text-xs">
            {["Day", "Fetches", "Compared", ...kinds.map((kind) => driftNames[kind])].map((head, index) => (
              <th
                key={head}
                scope="col"
                className={cn("h-8 px-4 font-medium whitespace-nowrap", index === 0 ? "text-left" : "text-right")}
              >
                {head.charAt(0).toUpperCase() + head.slice(1)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map(({ start, fetches, received, drift }) => (
            <tr key={start} className="border-border-faint border-t">
              <th scope="row" className="text-muted h-8 px-4 text-left font-normal whitespace-nowrap">
                {nameDay(start)}
              </th>
              {[
                fetches,
                received,
                ...kinds.map((kind) => drift.find((found) => found.kind === kind)?.records ?? 0),
              ].map((value, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- the columns of a row never change places
                <td key={index} className="px-4 text-right">
                  <Amount value={value} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** `15 Nov`: a day of the schedule, which is in UTC. */
function nameDay(start: string): string {
  const date = new Date(start);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ""}`;
}
