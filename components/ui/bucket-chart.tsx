"use client";

import dynamic from "next/dynamic";
import type { ComponentProps } from "react";

import type { BucketBars } from "./bucket-bars";

type BucketChartProps = ComponentProps<typeof BucketBars>;

/** The bars come with what draws them once they are shown; their place is kept. */
export function BucketChart(props: BucketChartProps) {
  return (
    <div style={{ height: props.height }}>
      <Bars {...props} />
    </div>
  );
}

const Bars = dynamic(() => import("./bucket-bars").then((loaded) => loaded.BucketBars), { ssr: false });
