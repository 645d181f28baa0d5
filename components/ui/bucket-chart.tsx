"use client";

import dynamic from "next/dynamic";
import type { ComponentProps } from "react";

import type { BucketBars } from "./bucket-bars";

/** Classes: a style attribute in the server's HTML is against the policy. */
const heights = { low: { px: 72, className: "h-18" }, tall: { px: 104, className: "h-26" } } as const;

type BucketChartProps = Omit<ComponentProps<typeof BucketBars>, "height"> & {
  readonly height: keyof typeof heights;
};

/** The bars come with what draws them once they are shown; their place is kept. */
export function BucketChart({ height, ...props }: BucketChartProps) {
  return (
    <div className={heights[height].className}>
      <Bars {...props} height={heights[height].px} />
    </div>
  );
}

const Bars = dynamic(() => import("./bucket-bars").then((loaded) => loaded.BucketBars), { ssr: false });
