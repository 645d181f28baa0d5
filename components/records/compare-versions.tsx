"use client";

import { useQuery } from "@tanstack/react-query";
import { Info, PencilLine } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";

import { EmptyState } from "@/components/feedback/empty-state";
import { ErrorState } from "@/components/feedback/error-state";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Note } from "@/components/ui/note";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { formatCount } from "@/lib/format";
import type { RecordChange, RecordDetail } from "@/lib/mirror/schema";
import type { ComparedVersions, RecordComparison } from "@/lib/mirror/schema/comparison";
import { listPath, type RecordAddress, recordPath } from "@/lib/paths";
import { recordComparisonQuery } from "@/lib/queries/records";

import { buildComparison } from "./comparison-layout";
import { ComparisonPlace } from "./comparison-place";
import { ComparisonSectionPanel } from "./comparison-section";
import { listComparable } from "./list-comparable";
import { VersionChoice } from "./version-choice";

const JsonView = dynamic(async () => (await import("@/components/ui/json-view")).JsonView);

type CompareVersionsProps = {
  readonly address: RecordAddress;
  readonly record: RecordDetail;
  /** Newest first, as far as they are loaded; absent until some are. */
  readonly changes: readonly RecordChange[] | undefined;
  readonly chosen: Partial<ComparedVersions>;
  readonly onChange: (versions: Partial<ComparedVersions>) => void;
};

/** The record at two times, side by side; unless told otherwise before its newest change, and now. */
export function CompareVersions({ address, record, changes, chosen, onChange }: CompareVersionsProps) {
  if (!changes) return <ComparisonPlace />;
  const from = chosen.from ?? listComparable(changes)[1]?.seq;
  if (from === undefined) {
    return (
      <EmptyState
        title="There is one version only"
        text="As soon as Kombo sends this record with a difference, what it was and what it is stand here side by side."
      />
    );
  }
  const versions = { from, to: chosen.to ?? "now" };
  return (
    <div className="grid grid-cols-1 gap-4">
      <VersionChoice changes={changes} chosen={versions} onChange={onChange} />
      <Comparison address={address} record={record} versions={versions} />
    </div>
  );
}

type ComparisonProps = Pick<CompareVersionsProps, "address" | "record"> & { readonly versions: ComparedVersions };

function Comparison({ address, record, versions }: ComparisonProps) {
  const { data, error, isPlaceholderData, refetch } = useQuery(recordComparisonQuery(address, versions));
  if (error) {
    return (
      <ErrorState
        subject="The comparison"
        unaffected="The record and its history are complete."
        error={error}
        onRetry={() => void refetch()}
      />
    );
  }
  if (!data) return <ComparisonPlace />;
  const link = listPath(recordPath(address), { view: "compare", ...versions });
  return (
    <div
      aria-live="polite"
      className={isPlaceholderData ? "grid grid-cols-1 gap-4 opacity-60" : "grid grid-cols-1 gap-4"}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="text-muted min-w-0 grow">
          <Summary comparison={data} />
        </p>
        <CopyButton text={new URL(link, window.location.origin).href} label="Copy the link to this comparison" />
      </div>
      <Doubts comparison={data} />
      {buildComparison(data, record).map((section) => (
        <ComparisonSectionPanel key={section.title} section={section} comparison={data} />
      ))}
      <BothAsJson comparison={data} />
    </div>
  );
}

function Summary({ comparison: { changes, from, to, versionsBetween } }: { readonly comparison: RecordComparison }) {
  return (
    <>
      {changes.length === 0 ? "No field differs" : formatCount(changes.length, "difference")} between{" "}
      <Time value={from.at} as="moment" /> and {to.seq === null ? "now" : <Time value={to.at} as="moment" />},{" "}
      {versionsBetween === 0 ? "which are the same version" : `${formatCount(versionsBetween, "change")} apart`}.
    </>
  );
}

/** What a comparison cannot know. */
function Doubts({ comparison: { handEdits, isEdited, to } }: { readonly comparison: RecordComparison }) {
  return (
    <>
      {handEdits > 0 ? (
        <Note icon={PencilLine} tone="warn">
          In between somebody edited the row in Postgres {handEdits === 1 ? "once" : `${handEdits} times`}, and a full
          fetch put back what Kombo has. What was written by hand is left out here; the history shows it.
        </Note>
      ) : null}
      {isEdited ? (
        <Note icon={Info} tone="warn">
          {to.seq === null ? "The row as it is now" : "The row these versions are rebuilt from"} was written by
          something beside a fetch. Fetch it again to be sure of what Kombo has.
        </Note>
      ) : null}
    </>
  );
}

function BothAsJson({ comparison: { before, after } }: { readonly comparison: RecordComparison }) {
  const [isOpen, setIsOpen] = useState(false);
  if (!isOpen) {
    return (
      <Button size="sm" className="justify-self-start" onClick={() => setIsOpen(true)}>
        Show both as JSON
      </Button>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-4 xl:grid-cols-2">
      {[
        { title: "Before", value: before },
        { title: "After", value: after },
      ].map(({ title, value }) => (
        <Panel
          key={title}
          title={`${title}, raw JSON`}
          actions={
            <CopyButton text={JSON.stringify(value, null, 2)} label={`Copy the JSON of ${title.toLowerCase()}`} />
          }
        >
          <JsonView value={value} label={`${title}, raw JSON`} />
        </Panel>
      ))}
    </div>
  );
}
