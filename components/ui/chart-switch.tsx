"use client";

import { Segmented } from "./segmented";

const chartForms = [
  { value: "chart", label: "Chart" },
  { value: "table", label: "Table" },
] as const;
export type ChartForm = (typeof chartForms)[number]["value"];

type ChartSwitchProps = { readonly value: ChartForm; readonly onChange: (value: ChartForm) => void };

/** Every chart has its numbers beside it. */
export function ChartSwitch({ value, onChange }: ChartSwitchProps) {
  return <Segmented label="Show as" value={value} options={chartForms} onChange={onChange} />;
}
