import { Minus } from "lucide-react";
import Link from "next/link";

import type { Column } from "@/components/data-table/column";
import { IntegrationLink } from "@/components/integrations/integration-link";
import { Dash } from "@/components/ui/nothing";
import { Status } from "@/components/ui/status";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import { Truncated } from "@/components/ui/truncated";
import { cn } from "@/lib/cn";
import { cutId } from "@/lib/format";
import type { RecordRow } from "@/lib/mirror/schema";
import { recordPath } from "@/lib/paths";

import { FieldText } from "./field-text";
import { readValue } from "./read-value";

type Shown = { readonly rows: readonly RecordRow[]; readonly hasModel: boolean; readonly hasIntegration: boolean };

/** The columns follow what is shown: within one model its highlights have a column each. */
export function buildRecordColumns({ rows, hasModel, hasIntegration }: Shown): readonly Column<RecordRow>[] {
  return [
    nameColumn,
    ...(hasModel ? [] : [modelColumn]),
    ...(hasModel ? listHighlightLabels(rows).map(toHighlightColumn) : [highlightsColumn]),
    ...(hasIntegration ? [] : [integrationColumn]),
    changeColumn,
  ];
}

const nameColumn: Column<RecordRow> = {
  id: "name",
  head: "Name",
  card: "lead",
  className: "w-[30%] max-w-0",
  cell: (row) => (
    <span className="flex min-w-0 items-baseline gap-2">
      <Link
        href={recordPath(row)}
        className={cn(
          "truncate rounded-sm",
          row.deletedAt ? "text-muted" : "font-medium",
          row.displayName === null && "mono",
        )}
      >
        {row.displayName ?? cutId(row.komboId)}
      </Link>
      {row.remoteId ? <span className="text-subtle max-w-2/5 shrink-0 truncate text-xs">{row.remoteId}</span> : null}
    </span>
  ),
};

const modelColumn: Column<RecordRow> = {
  id: "model",
  head: "Model",
  from: "lg",
  cell: (row) => <Tag>{row.modelLabel}</Tag>,
};

const highlightsColumn: Column<RecordRow> = {
  id: "highlights",
  head: "What it is",
  card: "line",
  className: "w-[34%] max-w-0 text-muted",
  cell: (row) =>
    row.highlights.length === 0 ? (
      <Dash />
    ) : (
      <Truncated text={row.highlights.map(({ value }) => readValue(value).text).join(", ")} />
    ),
};

const integrationColumn: Column<RecordRow> = {
  id: "integration",
  head: "Integration",
  from: "lg",
  className: "max-w-52",
  cell: (row) => (
    <IntegrationLink organizationName={row.organizationName} komboIntegrationId={row.komboIntegrationId} />
  ),
};

const changeColumn: Column<RecordRow> = {
  id: "change",
  head: "Last change",
  card: "state",
  className: "text-muted whitespace-nowrap",
  cell: (row) =>
    row.deletedAt ? (
      <Status icon={Minus} tone="danger">
        <span>
          {row.deletedReason === "absent" ? "No longer returned" : "Deleted by Kombo"}{" "}
          <Time value={row.deletedAt} as="ago" />
        </span>
      </Status>
    ) : (
      <Time value={row.fetchedAt} as="ago" />
    ),
};

function toHighlightColumn(label: string, index: number): Column<RecordRow> {
  return {
    id: label,
    head: label,
    className: "max-w-44 text-muted",
    ...(index === 0 ? { card: "line" as const } : { from: index === 1 ? ("lg" as const) : ("xl" as const) }),
    cell: (row) => {
      const value = row.highlights.find((highlight) => highlight.label === label)?.value;
      return value === undefined ? <Dash /> : <FieldText value={value} />;
    },
  };
}

function listHighlightLabels(rows: readonly RecordRow[]): readonly string[] {
  return [...new Set(rows.flatMap((row) => row.highlights.map(({ label }) => label)))].slice(0, 5);
}
