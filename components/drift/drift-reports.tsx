"use client";

import Link from "next/link";

import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { TableFoot } from "@/components/data-table/table-foot";
import { EmptyState } from "@/components/feedback/empty-state";
import { IntegrationLink } from "@/components/integrations/integration-link";
import { driftNames, nameRun } from "@/components/runs/run-names";
import { Amount, Dash } from "@/components/ui/nothing";
import { Section } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { formatNumber } from "@/lib/format";
import type { DriftReport } from "@/lib/health/schema/drift";
import { listPath, runPath } from "@/lib/paths";

type DriftReportsProps = {
  readonly rows: readonly DriftReport[];
  readonly isOfAll: boolean;
  /** Without one nothing could have been found. */
  readonly hasFullFetch: boolean;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly onMore: () => void;
};

/** What each run found, by kind; every number leads to its records. */
export function DriftReports({ rows, isOfAll, hasFullFetch, hasMore, isLoadingMore, onMore }: DriftReportsProps) {
  return (
    <Section title="What was found" count="in the last 12 weeks">
      {rows.length === 0 ? (
        <EmptyState
          title={hasFullFetch ? "Nothing had drifted" : "Nothing could be compared yet"}
          text={
            hasFullFetch
              ? "Every full fetch found the records as webhooks and deltas had left them."
              : "Drift is found when a full fetch is compared with what is stored. The first complete one is the beginning."
          }
        />
      ) : (
        <>
          <DataTable
            label="What was found"
            rows={rows}
            rowKey={({ run }) => run.id}
            columns={columns.filter(({ id }) => isOfAll || id !== "integration")}
          />
          <TableFoot shown={rows.length} hasMore={hasMore} isLoadingMore={isLoadingMore} onMore={onMore} />
        </>
      )}
    </Section>
  );
}

const columns: readonly Column<DriftReport>[] = [
  {
    id: "run",
    head: "Run",
    card: "lead",
    cell: ({ run }) => (
      <Link href={runPath(run.id)} className="rounded-sm font-medium">
        {nameRun(run)}
      </Link>
    ),
  },
  {
    id: "integration",
    head: "Integration",
    card: "start",
    className: "w-[20%] max-w-0",
    cell: ({ run }) => (
      <IntegrationLink organizationName={run.organizationName} komboIntegrationId={run.komboIntegrationId} />
    ),
  },
  {
    id: "found",
    head: "Found",
    card: "line",
    className: "w-[34%]",
    cell: ({ run, drift }) => (
      <span className="flex flex-wrap gap-x-3 gap-y-0.5">
        {drift.map(({ kind, records }) => (
          <TextLink key={kind} href={listPath(runPath(run.id), { drift: kind })}>
            {formatNumber(records)} {driftNames[kind]}
          </TextLink>
        ))}
      </span>
    ),
  },
  {
    id: "missed",
    head: "Missed webhooks",
    align: "right",
    from: "lg",
    cell: ({ missedWebhooks }) => (missedWebhooks === null ? <Dash /> : <Amount value={missedWebhooks} />),
  },
  {
    id: "compared",
    head: "Compared",
    align: "right",
    from: "lg",
    className: "text-muted",
    cell: ({ run }) => <Amount value={run.received} />,
  },
  {
    id: "at",
    head: "When",
    card: "state",
    className: "text-muted",
    cell: ({ run }) => <Time value={run.startedAt ?? run.createdAt} as="moment" />,
  },
];
