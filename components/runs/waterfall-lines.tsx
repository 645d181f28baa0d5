import { ChevronRight, KeyRound } from "lucide-react";
import { Fragment, type ReactNode } from "react";

import { Icon, type IconType } from "@/components/ui/icon";
import { formatCount, formatStep } from "@/lib/format";
import type { RunDetail, RunPageEntry } from "@/lib/sync/schema";

import {
  buildAttempts,
  endOf,
  startOf,
  toSegment,
  type Axis,
  type InFlight,
  type Unanswered,
  type WaterfallView,
} from "./waterfall-layout";
import { describeAttempts, Line, WaterfallRow } from "./waterfall-row";

type WaterfallLinesProps = {
  readonly run: RunDetail;
  readonly entries: readonly RunPageEntry[];
  readonly axis: Axis;
  readonly inFlight: InFlight | null;
  readonly unanswered: Unanswered | null;
  readonly view: WaterfallView;
  readonly onUnfold: () => void;
};

/** Pages in order; older ones fold into one line that sums them, ends of slices are lines, the page in flight is last. */
export function WaterfallLines({ run, entries, axis, inFlight, unanswered, view, onUnfold }: WaterfallLinesProps) {
  const isWhole = view === "newest" || view === "all";
  return (
    <ol className="pb-1.5">
      {isWhole ? <OlderPages run={run} entries={entries} onUnfold={onUnfold} /> : null}
      {entries.map((entry, index) => (
        <Fragment key={entry.page}>
          {isWhole ? <SliceEnd before={entries[index - 1]} entry={entry} /> : null}
          <WaterfallRow entry={entry} axis={axis} />
        </Fragment>
      ))}
      {unanswered ? (
        <Line
          page={unanswered.page}
          segments={buildAttempts(run.attempts, unanswered.to, axis)}
          duration={formatStep(unanswered.to - unanswered.from)}
          text={describeAttempts(run.attempts)}
          textLook={run.state === "failed" ? "text-danger-fg" : "text-warn-fg"}
        />
      ) : null}
      {inFlight ? (
        <Line
          page={inFlight.page}
          segments={[toSegment("live", [inFlight.from, inFlight.to], axis)]}
          duration={`${Math.round((inFlight.to - inFlight.from) / 1_000)} s…`}
          text="requesting"
          textLook="text-info-fg"
        />
      ) : null}
    </ol>
  );
}

type OlderPagesProps = Pick<WaterfallLinesProps, "run" | "entries" | "onUnfold">;

function OlderPages({ run, entries, onUnfold }: OlderPagesProps) {
  const first = entries[0];
  if (!first || first.page <= 1) return null;
  const shown = entries.reduce((sum, entry) => sum + entry.records, 0);
  return (
    <Fold
      icon={ChevronRight}
      text={`${formatCount(first.page - 1, "page")} before`}
      note={formatCount(Math.max(0, run.received - shown), "record")}
    >
      {run.pageEntries.length > entries.length ? (
        <button type="button" onClick={onUnfold} className="hover:text-fg ml-auto min-h-6 rounded-sm">
          Unfold
        </button>
      ) : null}
    </Fold>
  );
}

type SliceEndProps = { readonly before: RunPageEntry | undefined; readonly entry: RunPageEntry };

function SliceEnd({ before, entry }: SliceEndProps) {
  if (!before || before.slice === entry.slice) return null;
  const gap = formatStep(Math.max(0, startOf(entry) - endOf(before)));
  return (
    <Fold
      icon={KeyRound}
      text={`Slice ${before.slice} ends`}
      note={`lease released, deltas go first, goes on ${gap} later`}
    />
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
