"use client";

import { ChevronRight, KeyRound } from "lucide-react";
import { Fragment, useState, type ReactNode } from "react";

import { Icon, type IconType } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { Segmented } from "@/components/ui/segmented";
import { useNow } from "@/components/ui/use-now";
import { formatCount, formatDuration, formatNumber, formatStep } from "@/lib/format";
import type { RunDetail, RunPageEntry } from "@/lib/sync/schema";

import { isActive } from "./run-names";
import { buildAxis, buildTicks, endOf, startOf, toSegment } from "./waterfall-layout";
import { WaterfallLegend } from "./waterfall-legend";
import { Line, WaterfallRow } from "./waterfall-row";

const views = [
  { value: "newest", label: "Newest" },
  { value: "all", label: "All" },
  { value: "slow", label: "Slow" },
  { value: "errors", label: "Errors" },
] as const;
type View = (typeof views)[number]["value"];

const newestShown = 16;
const slowMs = 2_000;
/** A request is given up after less; a longer bar would only squeeze the others. */
const inFlightMaxMs = 30_000;

const empties = {
  newest: "No page yet.",
  all: "No page yet.",
  slow: "No page took longer than 2 s.",
  errors: "No page was retried or held a broken record.",
} as const satisfies Record<View, string>;

export function Waterfall({ run }: { readonly run: RunDetail }) {
  const [view, setView] = useState<View>("newest");
  const now = useNow();
  const entries = pick(run.pageEntries, view);
  const last = run.pageEntries.at(-1);
  const isRequesting =
    isActive(run) && run.state === "running" && run.waitingUntil === null && (view === "newest" || view === "all");
  const inFlight = last ? { from: endOf(last), to: inFlightEnd(endOf(last), now) } : null;
  const axis = buildAxis(entries, isRequesting && inFlight ? inFlight.to : null);
  const runStart = new Date(run.fetchStartedAt ?? run.startedAt ?? run.createdAt).getTime();
  const first = entries[0];
  return (
    <Panel
      title="Pages"
      count={<WaterfallLegend />}
      actions={<Segmented label="Which pages" value={view} options={views} onChange={setView} />}
    >
      {entries.length === 0 && !isRequesting ? <p className="text-subtle px-4 py-3">{empties[view]}</p> : null}
      {entries.length > 0 ? <AxisHead ticks={buildTicks(axis, runStart)} /> : null}
      <ol>
        {first && first.page > 1 && view === "newest" ? (
          <Fold
            icon={ChevronRight}
            text={`${formatCount(first.page - 1, "page")} before`}
            note={describeOlder(run, entries)}
          >
            {run.pageEntries.length > entries.length ? (
              <button type="button" onClick={() => setView("all")} className="hover:text-fg ml-auto min-h-6 rounded-sm">
                Unfold
              </button>
            ) : null}
          </Fold>
        ) : null}
        {entries.map((entry, index) => (
          <Fragment key={entry.page}>
            {sliceEndsBefore(entries, index) && (view === "newest" || view === "all") ? (
              <Fold
                icon={KeyRound}
                text={`Slice ${entry.slice - 1} ends`}
                note={describeGap(entries[index - 1], entry)}
              />
            ) : null}
            <WaterfallRow entry={entry} axis={axis} />
          </Fragment>
        ))}
        {isRequesting ? (
          <Line
            page={(last?.page ?? 0) + 1}
            segments={inFlight ? [toSegment("live", [inFlight.from, inFlight.to], axis)] : []}
            duration={inFlight ? `${Math.round((inFlight.to - inFlight.from) / 1_000)} s…` : "…"}
            text="requesting"
            textLook="text-info-fg"
          />
        ) : null}
      </ol>
    </Panel>
  );
}

function pick(entries: readonly RunPageEntry[], view: View): readonly RunPageEntry[] {
  switch (view) {
    case "newest":
      return entries.slice(-newestShown);
    case "all":
      return entries;
    case "slow":
      return entries.filter((entry) => entry.requestMs + entry.writeMs + entry.waitedMs > slowMs);
    case "errors":
      return entries.filter((entry) => entry.retries > 0 || entry.invalid > 0);
  }
}

function sliceEndsBefore(entries: readonly RunPageEntry[], index: number): boolean {
  const before = entries[index - 1];
  return before !== undefined && before.slice !== entries[index]?.slice;
}

function inFlightEnd(from: number, now: Date): number {
  return Math.min(Math.max(now.getTime(), from), from + inFlightMaxMs);
}

function describeGap(before: RunPageEntry | undefined, entry: RunPageEntry): string {
  const ms = before ? Math.max(0, startOf(entry) - endOf(before)) : 0;
  return `lease released, deltas go first, goes on ${formatStep(ms)} later`;
}

function describeOlder(run: RunDetail, shown: readonly RunPageEntry[]): string {
  const records = run.received - shown.reduce((sum, entry) => sum + entry.records, 0);
  return `${formatNumber(Math.max(0, records))} records`;
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
            {formatDuration(Math.max(0, tick))}
          </span>
        ))}
      </span>
    </div>
  );
}

type FoldProps = {
  readonly icon: IconType;
  readonly text: string;
  readonly note: string;
  readonly children?: ReactNode;
};

function Fold({ icon, text, note, children }: FoldProps) {
  return (
    <li className="border-border-faint bg-canvas text-muted flex h-7 items-center gap-2 border-y px-4 text-xs">
      <Icon of={icon} size="xs" className="text-subtle" />
      <span className="font-medium whitespace-nowrap">{text}</span>
      <span className="text-subtle truncate">{note}</span>
      {children}
    </li>
  );
}
