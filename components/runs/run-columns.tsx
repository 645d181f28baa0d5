import Link from "next/link";

import type { Column } from "@/components/data-table/column";
import { IntegrationLink } from "@/components/integrations/integration-link";
import { Icon } from "@/components/ui/icon";
import { Amount } from "@/components/ui/nothing";
import { Progress } from "@/components/ui/progress";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import { Truncated } from "@/components/ui/truncated";
import { formatPercent } from "@/lib/format";
import { runPath } from "@/lib/paths";
import type { RunRow } from "@/lib/sync/schema";

import { describeCounts } from "./describe-counts";
import { Elapsed } from "./elapsed";
import { wordsOfError } from "./error-words";
import { isActive, isRateLimited, modeNames, nameCause, nameRun, shareOf, triggers } from "./run-names";
import { RunStateMark } from "./run-state";

export const runColumns: readonly Column<RunRow>[] = [
  { id: "state", head: "State", card: "state", cell: (run) => <RunStateMark run={run} /> },
  {
    id: "endpoint",
    head: "Endpoint",
    card: "lead",
    className: "max-w-56 sm:max-lg:max-w-36",
    cell: (run) => (
      <span className="flex min-w-0 items-center gap-2">
        <Link href={runPath(run.id)} aria-label={nameRun(run)} className="truncate rounded-sm font-medium">
          {run.endpointLabel}
        </Link>
        <Tag>{run.dryRun ? "Dry run" : modeNames[run.mode]}</Tag>
      </span>
    ),
  },
  {
    id: "integration",
    head: "Integration",
    card: "start",
    className: "w-[22%] max-w-0",
    cell: (run) => (
      <IntegrationLink organizationName={run.organizationName} komboIntegrationId={run.komboIntegrationId} />
    ),
  },
  {
    id: "counts",
    head: "Counts",
    from: "card",
    card: "line",
    givesWay: true,
    className: "text-muted text-xs",
    cell: (run) => (
      <Truncated text={`${nameCause(run)}: ${describeCounts({ ...run, deleted: run.deleted + run.swept })}`} />
    ),
  },
  {
    id: "trigger",
    head: "Trigger",
    from: "wide",
    className: "text-muted",
    cell: (run) => (
      <span className="flex max-w-40 items-center gap-2">
        <Icon of={triggers[run.trigger].icon} size="sm" className="text-subtle" />
        <Truncated text={nameCause(run)} />
      </span>
    ),
  },
  {
    id: "started",
    head: "Started",
    card: "end",
    className: "text-muted",
    cell: (run) => <Time value={run.startedAt ?? run.createdAt} as="moment" />,
  },
  { id: "duration", head: "Duration", align: "right", from: "lg", cell: (run) => <DurationCell run={run} /> },
  {
    id: "created",
    head: "Created",
    align: "right",
    from: "xl",
    givesWay: true,
    cell: (run) => <Amount value={run.created} />,
  },
  {
    id: "updated",
    head: "Updated",
    align: "right",
    from: "xl",
    givesWay: true,
    cell: (run) => <Amount value={run.updated} />,
  },
  {
    id: "unchanged",
    head: "Unchanged",
    align: "right",
    from: "xl",
    givesWay: true,
    className: "text-muted",
    cell: (run) => <Amount value={run.unchanged} />,
  },
  {
    id: "deleted",
    head: "Deleted",
    align: "right",
    from: "xl",
    givesWay: true,
    cell: (run) => <Amount value={run.deleted + run.swept} />,
  },
];

function DurationCell({ run }: { readonly run: RunRow }) {
  const share = isActive(run) && run.startedAt !== null ? shareOf(run) : null;
  if (share === null) return <Elapsed run={run} />;
  return (
    <span className="inline-flex items-center gap-2.5">
      <Progress share={share} label={nameRun(run)} tone={isRateLimited(run) ? "rate" : "info"} className="w-11" />
      <span className="w-9">{formatPercent(Math.floor(share * 100) / 100)}</span>
    </span>
  );
}

/** A run that has no counts to show says why. */
export function reasonOfRun(run: RunRow) {
  if (run.state === "failed") {
    return <span className="text-danger-fg block truncate">{wordsOfError(run.errorCode ?? "").title}</span>;
  }
  if (run.state === "queued" && run.waitingUntil === null)
    return <span className="text-subtle">Starts as soon as a worker is free</span>;
  return null;
}
