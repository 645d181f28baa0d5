"use client";

import { useState } from "react";

import { Panel } from "@/components/ui/panel";
import { Segmented } from "@/components/ui/segmented";
import { useNow } from "@/components/ui/use-now";
import { formatStep } from "@/lib/format";
import type { RunDetail } from "@/lib/sync/schema";

import {
  buildAxis,
  buildTicks,
  findInFlight,
  findUnanswered,
  pickEntries,
  type WaterfallView,
} from "./waterfall-layout";
import { WaterfallLegend } from "./waterfall-legend";
import { WaterfallLines } from "./waterfall-lines";

const views = [
  { value: "newest", label: "Newest" },
  { value: "all", label: "All" },
  { value: "slow", label: "Slow" },
  { value: "errors", label: "Errors" },
] as const;

const emptyTexts = {
  newest: "No page yet.",
  all: "No page yet.",
  slow: "No page took longer than 2 s.",
  errors: "No page was retried or held a broken record.",
} as const satisfies Record<WaterfallView, string>;

/** The pages of a run on one time axis. */
export function Waterfall({ run }: { readonly run: RunDetail }) {
  const [view, setView] = useState<WaterfallView>("newest");
  const now = useNow();
  const entries = pickEntries(run.pageEntries, view);
  const inFlight = view === "newest" || view === "all" ? findInFlight(run, now) : null;
  const unanswered = view === "slow" ? null : findUnanswered(run, now);
  const runStart = new Date(run.fetchStartedAt ?? run.startedAt ?? run.createdAt).getTime();
  const axis = buildAxis(entries, unanswered ?? (inFlight && { from: inFlight.to, to: inFlight.to }), runStart);
  return (
    <Panel
      title="Pages"
      count={<WaterfallLegend />}
      actions={<Segmented label="Which pages" value={view} options={views} onChange={setView} />}
    >
      {entries.length > 0 || unanswered ? (
        <AxisHead ticks={buildTicks(axis, runStart)} />
      ) : (
        <p className="text-subtle px-4 py-3">{inFlight ? "The first page is being requested." : emptyTexts[view]}</p>
      )}
      <WaterfallLines
        run={run}
        entries={entries}
        axis={axis}
        unanswered={unanswered}
        inFlight={entries.length > 0 ? inFlight : null}
        view={view}
        onUnfold={() => setView("all")}
      />
    </Panel>
  );
}

function AxisHead({ ticks }: { readonly ticks: readonly number[] }) {
  return (
    <div
      aria-hidden
      className="text-2xs text-subtle grid h-6.5 grid-cols-[64px_minmax(0,1fr)_68px_minmax(0,168px)] items-center gap-3 px-4 max-sm:grid-cols-[34px_minmax(0,1fr)_52px] max-sm:gap-2 max-sm:px-3"
    >
      <span />
      <span className="grid grid-cols-5">
        {ticks.map((tick) => (
          <span key={tick} className="truncate">
            {nameTick(Math.max(0, tick))}
          </span>
        ))}
      </span>
    </div>
  );
}
/** `3:10` since the run began; in a short run `40 ms`, `1.23 s`. */
function nameTick(ms: number): string {
  if (ms < 60_000) return formatStep(ms);
  const seconds = Math.floor(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
