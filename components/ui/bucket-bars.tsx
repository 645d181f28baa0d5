"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";

import { formatNumber, formatShort } from "@/lib/format";

import { nameSpan, nameStart } from "./bucket-span";

export type Bucket = {
  readonly start: string;
  readonly end: string;
  readonly count: number;
  /** How many of them went wrong; stands in its colour at the base of the bar. */
  readonly bad: number;
};

export type BucketSpan = { readonly from: Date; readonly to: Date };

type BucketBarsProps = {
  readonly label: string;
  readonly buckets: readonly Bucket[];
  readonly countName: string;
  readonly badName: string;
  readonly height: number;
  readonly hasAxis: boolean;
  readonly onChoose?: ((span: BucketSpan) => void) | undefined;
};

const timesShown = 4;

/** Counts over time: volume is grey, only what went wrong has a colour. The last bar is in progress. */
export function BucketBars({ label, buckets, countName, badName, height, hasAxis, onChoose }: BucketBarsProps) {
  const bars = toBars(buckets);
  const last = buckets.at(-1)?.start;
  const step = Math.ceil(buckets.length / timesShown);
  const labelled = buckets
    .filter((_, index) => index % step === 0 && index < buckets.length - step / 2)
    .map(({ start }) => start);
  return (
    <figure aria-label={label}>
      <ResponsiveContainer width="100%" height={height}>
        <BarChart
          data={bars}
          barCategoryGap={1}
          margin={{ top: 6, right: 8, bottom: 0, left: 0 }}
          onClick={({ activeLabel }) => {
            const chosen = buckets.find(({ start }) => start === activeLabel);
            if (chosen) onChoose?.({ from: new Date(chosen.start), to: new Date(chosen.end) });
          }}
          {...(onChoose ? { className: "cursor-pointer" } : {})}
        >
          {hasAxis ? <CartesianGrid vertical={false} stroke="var(--chart-grid)" /> : null}
          {hasAxis ? (
            <YAxis
              width={44}
              tickCount={3}
              allowDecimals={false}
              axisLine={false}
              tickLine={false}
              tick={{ fill: "var(--text-3)", fontSize: 11 }}
              tickFormatter={(value: number) => formatShort(value)}
            />
          ) : null}
          <XAxis
            dataKey="start"
            ticks={last === undefined ? labelled : [...labelled, last]}
            interval={0}
            height={18}
            axisLine={{ stroke: "var(--border)" }}
            tickLine={false}
            tick={{ fill: "var(--text-3)", fontSize: 11 }}
            tickFormatter={(start: string) =>
              start === last ? "now" : nameStart(buckets.find((bucket) => bucket.start === start))
            }
          />
          <Tooltip
            cursor={{ fill: "var(--hover)" }}
            isAnimationActive={false}
            content={<BucketTip buckets={buckets} countName={countName} badName={badName} />}
          />
          <Bar dataKey="badHeight" stackId="bucket" fill="var(--danger-solid)" isAnimationActive={false} />
          <Bar
            dataKey="goodHeight"
            stackId="bucket"
            fill="var(--chart-2)"
            radius={[1, 1, 0, 0]}
            isAnimationActive={false}
          />
        </BarChart>
      </ResponsiveContainer>
    </figure>
  );
}

/** What went wrong is never too thin to be seen, whatever the scale. */
function toBars(buckets: readonly Bucket[]) {
  const tallest = Math.max(1, ...buckets.map(({ count }) => count));
  return buckets.map(({ start, count, bad }) => {
    const badHeight = bad === 0 ? 0 : Math.max(bad, tallest * 0.06);
    return { start, badHeight, goodHeight: Math.max(0, count - badHeight) };
  });
}

type BucketTipProps = {
  /** Both are given by the chart. */
  readonly active?: boolean;
  readonly label?: string;
  readonly buckets: readonly Bucket[];
  readonly countName: string;
  readonly badName: string;
};

function BucketTip({ active = false, label, buckets, countName, badName }: BucketTipProps) {
  const bucket = active ? buckets.find(({ start }) => start === label) : undefined;
  if (!bucket) return null;
  return (
    <div className="bg-raised min-w-36 rounded-md px-3 py-2 text-xs shadow-md">
      <p className="text-subtle">{nameSpan(bucket)}</p>
      <p className="flex justify-between gap-4">
        {countName} <span className="font-medium">{formatNumber(bucket.count)}</span>
      </p>
      {bucket.bad > 0 ? (
        <p className="text-danger-fg flex justify-between gap-4">
          {badName} <span className="font-medium">{formatNumber(bucket.bad)}</span>
        </p>
      ) : null}
    </div>
  );
}
