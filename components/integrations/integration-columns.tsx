import { LoaderCircle } from "lucide-react";
import Link from "next/link";

import type { Column } from "@/components/data-table/column";
import { Mark } from "@/components/ui/mark";
import { Amount, Dash } from "@/components/ui/nothing";
import { Status } from "@/components/ui/status";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import type { IntegrationRow } from "@/lib/health/schema";
import { integrationPath } from "@/lib/paths";

import { HealthState } from "./health-state";
import { nameIntegration } from "./integration-name";
import type { IntegrationSort } from "./search-params";

type Sorting = { readonly sort: IntegrationSort; readonly onSort: (sort: IntegrationSort) => void };

export function buildIntegrationColumns({ sort, onSort }: Sorting): readonly Column<IntegrationRow>[] {
  function sortBy(id: IntegrationSort, direction: "ascending" | "descending") {
    return { direction: sort === id ? direction : null, onSort: () => onSort(sort === id ? "worst" : id) };
  }
  return [
    {
      id: "name",
      head: "Organisation",
      card: "lead",
      className: "w-[26%] max-w-0",
      sort: sortBy("name", "ascending"),
      cell: (row) => (
        <Link
          href={integrationPath(row.komboIntegrationId)}
          className="flex min-w-0 items-center gap-2 rounded-sm font-medium"
        >
          <Mark name={nameIntegration(row)} />
          <span className="truncate">{nameIntegration(row)}</span>
        </Link>
      ),
    },
    {
      id: "tool",
      head: "Tool",
      card: "start",
      className: "text-muted whitespace-nowrap",
      cell: (row) => row.toolLabel,
    },
    { id: "category", head: "Category", from: "lg", cell: (row) => <Tag>{row.category}</Tag> },
    {
      id: "state",
      head: "State",
      card: "state",
      sort: sortBy("worst", "ascending"),
      cell: (row) => <StateCell row={row} />,
    },
    {
      id: "fresh",
      head: "Last fetch and webhook",
      from: "card",
      card: "line",
      className: "text-muted text-xs",
      cell: (row) => <LastSeen row={row} />,
    },
    {
      id: "delta",
      head: "Last delta fetch",
      from: "lg",
      className: "text-muted",
      sort: sortBy("delta", "ascending"),
      cell: (row) => (row.lastDeltaFetchAt ? <Time value={row.lastDeltaFetchAt} as="ago" /> : <Dash />),
    },
    {
      id: "full",
      head: "Last full fetch",
      from: "xl",
      className: "text-muted",
      sort: sortBy("full", "ascending"),
      cell: (row) => (row.lastFullFetchAt ? <Time value={row.lastFullFetchAt} as="moment" /> : <Dash />),
    },
    {
      id: "webhook",
      head: "Last webhook",
      from: "xl",
      className: "text-muted",
      cell: (row) => (row.lastWebhookAt ? <Time value={row.lastWebhookAt} as="ago" /> : <Dash />),
    },
    {
      id: "records",
      head: "Records",
      align: "right",
      card: "end",
      sort: sortBy("records", "descending"),
      cell: (row) => (
        <>
          <Amount value={row.records} />
          <span className="text-subtle sm:hidden"> records</span>
        </>
      ),
    },
  ];
}

function LastSeen({ row: { lastDeltaFetchAt, lastWebhookAt } }: { readonly row: IntegrationRow }) {
  return (
    <>
      {lastDeltaFetchAt ? (
        <>
          Delta fetch <Time value={lastDeltaFetchAt} as="ago" />
        </>
      ) : (
        "No delta fetch yet"
      )}
      {lastWebhookAt ? (
        <>
          , webhook <Time value={lastWebhookAt} as="ago" />
        </>
      ) : (
        ", no webhook yet"
      )}
    </>
  );
}

function StateCell({ row }: { readonly row: IntegrationRow }) {
  if (row.health.kind !== "well" || row.runningRuns === 0) return <HealthState kind={row.health.kind} />;
  return (
    <Status icon={LoaderCircle} tone="info" spins>
      Fetching
    </Status>
  );
}
