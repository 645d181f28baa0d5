import { GitCompare, Webhook } from "lucide-react";
import type { ReactNode } from "react";

import { isRunTrigger, triggers } from "@/components/runs/run-names";
import { Icon } from "@/components/ui/icon";
import { Badge } from "@/components/ui/status";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { toneFill } from "@/components/ui/tone";
import { cn } from "@/lib/cn";
import { formatNumber, formatUtc } from "@/lib/format";
import type { RecordChange } from "@/lib/mirror/schema";
import { runPath, webhookPath } from "@/lib/paths";
import { revealChangeMutation } from "@/lib/queries/records";

import { ChangeDiff } from "./change-diff";
import { driftWords, lookOfChange } from "./change-looks";
import { explainChange } from "./explain-change";
import { RevealScope } from "./reveal-scope";

type HistoryEntryProps = {
  readonly change: RecordChange;
  /** Absent where there is nothing to compare it with. */
  readonly onCompare: (() => void) | undefined;
};

/** One version of a record: what changed, why, and what brought it. */
export function HistoryEntry({ change, onCompare }: HistoryEntryProps) {
  const look = lookOfChange(change);
  const why = explainChange(change);
  return (
    <li className="before:bg-border relative pb-5 pl-7 before:absolute before:top-5.5 before:bottom-0 before:left-2.25 before:w-px last:pb-0 last:before:hidden">
      <span
        className={cn(
          "absolute top-px left-0 grid size-4.75 place-items-center rounded-full border",
          change.drift ? toneFill.warn : toneFill[look.tone],
          look.tone === "none" && !change.drift && "bg-sunken",
        )}
      >
        <Icon of={change.drift ? GitCompare : look.icon} size="xs" />
      </span>
      <div className="flex min-h-5.25 flex-wrap items-center gap-x-2">
        <h3 className="font-semibold">{look.word}</h3>
        {change.nestedOnly ? (
          <Badge icon={look.icon} tone="info">
            Nested only
          </Badge>
        ) : null}
        {change.drift ? (
          <Badge icon={GitCompare} tone="warn">
            {driftWords[change.drift]}
          </Badge>
        ) : null}
        <Time value={change.at} as="moment" className="text-subtle ml-auto text-xs" />
      </div>
      {why ? <p className="text-muted mt-1 text-xs/4.5 text-pretty">{why}</p> : null}
      {change.paths.length > 0 ? (
        <div className="mt-2">
          <RevealScope mutation={revealChangeMutation(change.seq)}>
            <ChangeDiff paths={change.paths} />
          </RevealScope>
        </div>
      ) : null}
      <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <Origin change={change} />
        {onCompare ? (
          <button
            type="button"
            onClick={onCompare}
            aria-label={`Compare with now the version of ${formatUtc(new Date(change.at))}`}
            className="text-subtle hover:text-fg ml-auto min-h-6 rounded-sm text-xs underline-offset-2 hover:underline"
          >
            Compare with now
          </button>
        ) : null}
      </div>
    </li>
  );
}

/** The run, and the newest webhook behind it. */
function Origin({ change: { run, webhook } }: { readonly change: RecordChange }) {
  if (!run) return null;
  const trigger = isRunTrigger(run.trigger) ? triggers[run.trigger] : null;
  return (
    <p className="text-subtle tall-links flex flex-wrap items-center gap-x-1.5 text-xs">
      {webhook ? (
        <>
          <Icon of={Webhook} size="xs" />
          <TextLink href={webhookPath(webhook.id)}>{webhook.type}</TextLink>
          <Time value={webhook.firstReceivedAt} as="moment" />
          <Arrow />
        </>
      ) : (
        trigger && (
          <>
            <Icon of={trigger.icon} size="xs" />
            {trigger.name}
            <Arrow />
          </>
        )
      )}
      <TextLink href={runPath(run.id)}>
        {nameRunOf(run.mode)}
        {run.page === null ? "" : `, page ${formatNumber(run.page)}`}
      </TextLink>
    </p>
  );
}

function Arrow(): ReactNode {
  return <span aria-hidden>→</span>;
}

function nameRunOf(mode: string): string {
  if (mode === "full") return "full fetch";
  return mode === "ids" ? "fetch by id" : "delta";
}
