import type { Route } from "next";

import type { Column } from "@/components/data-table/column";
import { Amount, Dash } from "@/components/ui/nothing";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { Truncated } from "@/components/ui/truncated";
import { formatList, formatNumber } from "@/lib/format";
import type { EndpointRow } from "@/lib/health/schema";
import { integrationTabPath, listPath } from "@/lib/paths";

import { EndpointAge } from "./endpoint-age";
import { EndpointMenu } from "./endpoint-menu";
import { EndpointNow } from "./endpoint-now";
import { RunBars } from "./run-bars";

type Context = {
  readonly komboIntegrationId: string;
  readonly objectiveSeconds: number;
  /** Of a deleted integration nothing is fetched any more. */
  readonly isDeleted: boolean;
};

export function buildEndpointColumns({
  komboIntegrationId,
  objectiveSeconds,
  isDeleted,
}: Context): readonly Column<EndpointRow>[] {
  return [
    {
      id: "endpoint",
      head: "Endpoint",
      card: "lead",
      className: "w-[32%] max-w-0",
      cell: (row) => (
        <>
          <span className="block truncate font-medium">{row.label}</span>
          <Truncated text={describeFeed(row)} className="text-subtle text-xs" />
        </>
      ),
    },
    {
      id: "age",
      head: "Last complete / objective",
      card: "start",
      cell: (row) =>
        row.lastSucceededAt ? (
          <EndpointAge lastSucceededAt={row.lastSucceededAt} objectiveSeconds={objectiveSeconds} />
        ) : (
          <Dash />
        ),
    },
    {
      id: "watermark",
      head: "Watermark",
      from: "xl",
      className: "text-muted",
      cell: (row) => <Moment value={row.watermark} />,
    },
    {
      id: "full",
      head: "Last full fetch",
      from: "lg",
      className: "text-muted",
      cell: (row) => <Moment value={row.lastFullFetchAt} />,
    },
    {
      id: "runs",
      head: "Last 20 runs",
      from: "xl",
      cell: (row) => (row.recentRuns.length > 0 ? <RunBars runs={row.recentRuns} /> : <Dash />),
    },
    {
      id: "records",
      head: "Records",
      align: "right",
      from: "lg",
      cell: (row) => (
        <RecordCounts
          endpoint={row}
          href={listPath(integrationTabPath(komboIntegrationId, "records"), { model: row.model })}
        />
      ),
    },
    {
      id: "now",
      head: "Now",
      card: "end",
      className: "min-w-38",
      cell: (row) => <EndpointNow endpoint={row} />,
    },
    ...(isDeleted ? [] : [buildMenuColumn(komboIntegrationId)]),
  ];
}

function buildMenuColumn(komboIntegrationId: string): Column<EndpointRow> {
  return {
    id: "menu",
    head: <span className="sr-only">Actions</span>,
    align: "right",
    card: "state",
    className: "w-10",
    cell: (row) => <EndpointMenu komboIntegrationId={komboIntegrationId} endpoint={row} />,
  };
}

/** Live ones, and under them those that are gone. */
function RecordCounts({ endpoint, href }: { readonly endpoint: EndpointRow; readonly href: Route }) {
  return (
    <>
      {endpoint.liveRecords > 0 ? (
        <TextLink href={href}>
          <Amount value={endpoint.liveRecords} />
        </TextLink>
      ) : endpoint.unavailableReason === null ? (
        <Amount value={0} />
      ) : (
        <Dash />
      )}
      {endpoint.deletedRecords > 0 ? (
        <span className="text-subtle block text-xs">{formatNumber(endpoint.deletedRecords)} deleted</span>
      ) : null}
    </>
  );
}

function Moment({ value }: { readonly value: string | null }) {
  return value ? <Time value={value} as="moment" /> : <Dash />;
}

const unavailableReasons: Readonly<Record<string, string>> = {
  MODEL_NOT_AVAILABLE: "Kombo does not offer this model for the tool",
  MODEL_DISABLED: "Switched off in Kombo for this customer",
};

function describeFeed(row: EndpointRow): string {
  if (row.unavailableReason)
    return unavailableReasons[row.unavailableReason.replace(/^.*\./, "")] ?? row.unavailableReason;
  return `Fed by ${formatList(row.fedBy, 3)}`;
}
