"use client";

import { Hand } from "lucide-react";

import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { IntegrationLink } from "@/components/integrations/integration-link";
import { ButtonLink } from "@/components/ui/button-link";
import { Section } from "@/components/ui/panel";
import { Badge } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { formatCount, formatNumber, formatPercent } from "@/lib/format";
import type { HeldSweepRow } from "@/lib/health/schema/drift";
import { runPath } from "@/lib/paths";

type HeldSweepsProps = { readonly rows: readonly HeldSweepRow[]; readonly isOfAll: boolean };

/** Nothing of them is deleted until a person has looked. */
export function HeldSweeps({ rows, isOfAll }: HeldSweepsProps) {
  return (
    <Section title="Held for review" count={formatNumber(rows.length)}>
      <DataTable
        label="Held for review"
        height="two"
        rows={rows}
        rowKey={({ run }) => run.id}
        columns={columns.filter(({ id }) => isOfAll || id !== "integration")}
      />
    </Section>
  );
}

const columns: readonly Column<HeldSweepRow>[] = [
  {
    id: "endpoint",
    head: "Endpoint",
    card: "lead",
    className: "font-medium",
    cell: ({ run }) => (
      <span className="flex items-center gap-2">
        {run.endpointLabel}
        <Badge icon={Hand} tone="held">
          Held
        </Badge>
      </span>
    ),
  },
  {
    id: "integration",
    head: "Integration",
    card: "start",
    className: "w-[22%] max-w-0",
    cell: ({ run }) => (
      <IntegrationLink organizationName={run.organizationName} komboIntegrationId={run.komboIntegrationId} />
    ),
  },
  {
    id: "what",
    head: "Would delete",
    card: "line",
    className: "w-[40%] text-muted",
    cell: ({ candidates, live }) =>
      `${formatNumber(candidates)} of ${formatCount(live, "record")}${live === 0 ? "" : ` (${formatPercent(candidates / live)})`}. Nothing was deleted.`,
  },
  {
    id: "at",
    head: "Since",
    card: "end",
    className: "text-muted",
    cell: ({ run }) => <Time value={run.finishedAt ?? run.createdAt} as="moment" />,
  },
  {
    id: "review",
    head: <span className="sr-only">Review</span>,
    align: "right",
    card: "state",
    cell: ({ run }) => (
      <ButtonLink href={runPath(run.id)} size="sm">
        Review {run.endpointLabel.toLowerCase()}
      </ButtonLink>
    ),
  },
];
