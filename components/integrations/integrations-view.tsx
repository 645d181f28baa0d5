"use client";

import { useQuery } from "@tanstack/react-query";

import { useAddress } from "@/components/address/use-address";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/feedback/empty-state";
import { ErrorState } from "@/components/feedback/error-state";
import { listActiveFilters, NoMatch } from "@/components/feedback/no-match";
import { PageTitle } from "@/components/shell/page-title";
import { ButtonLink } from "@/components/ui/button-link";
import { Skeleton } from "@/components/ui/skeleton";
import { formatNumber } from "@/lib/format";
import type { IntegrationRow } from "@/lib/health/schema";
import { integrationsQuery } from "@/lib/queries/integrations";

import { arrangeIntegrations } from "./arrange-integrations";
import { healthLooks } from "./health-state";
import { buildIntegrationColumns } from "./integration-columns";
import { IntegrationFilters } from "./integration-filters";
import { integrationParams, type IntegrationParams } from "./search-params";

export function IntegrationsView() {
  const list = useQuery(integrationsQuery);
  const [params, setParams] = useAddress(integrationParams);
  const all = list.data?.rows;
  return (
    <>
      <PageTitle
        title="Integrations"
        count={all ? describe(all) : list.isError ? null : <Skeleton className="w-28" />}
      />
      <IntegrationFilters all={all ?? []} params={params} onChange={(next) => setParams(next)} />
      {list.isError && !all ? (
        <ErrorState
          subject="The integrations"
          unaffected="Fetching goes on; only this list is missing. Your filters are kept."
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      ) : (
        <Rows all={all} params={params} onChange={(next) => setParams(next)} />
      )}
    </>
  );
}

type RowsProps = {
  /** Absent while loading. */
  readonly all: readonly IntegrationRow[] | undefined;
  readonly params: IntegrationParams;
  readonly onChange: (params: Partial<IntegrationParams> | null) => void;
};

function Rows({ all, params, onChange }: RowsProps) {
  const rows = all && arrangeIntegrations(all, params);
  if (all?.length === 0) {
    return (
      <EmptyState
        title="No integration yet"
        text="As soon as a customer connects a tool in Kombo, its webhook registers the integration here and everything is fetched."
      >
        <ButtonLink href="/" size="sm">
          See what is set up
        </ButtonLink>
      </EmptyState>
    );
  }
  if (rows?.length === 0) {
    return <NoMatch subject="integration" filters={listActive(params, onChange)} onClear={() => onChange(null)} />;
  }
  return (
    <>
      <DataTable
        label="Integrations"
        isList
        rows={rows}
        rowKey={(row) => row.komboIntegrationId}
        columns={buildIntegrationColumns({ sort: params.sort, onSort: (sort) => onChange({ sort }) })}
      />
      <p className="text-subtle min-h-10 px-2 py-3 text-xs">
        {all && rows ? `${formatNumber(rows.length)} of ${formatNumber(all.length)}` : null}
      </p>
    </>
  );
}

function listActive({ q, category, tool, health }: IntegrationParams, onChange: RowsProps["onChange"]) {
  return listActiveFilters([
    { label: "Search", value: q, onRemove: () => onChange({ q: "" }) },
    { label: "Category", value: category, onRemove: () => onChange({ category: null }) },
    { label: "Tool", value: tool, onRemove: () => onChange({ tool: null }) },
    { label: "State", value: health && healthLooks[health].word, onRemove: () => onChange({ health: null }) },
  ]);
}

function describe(rows: readonly IntegrationRow[]): string {
  const wellCount = rows.filter((row) => row.health.kind === "well").length;
  if (rows.length === 0) return "None yet";
  return `${formatNumber(rows.length)}, of which ${formatNumber(wellCount)} fresh`;
}
