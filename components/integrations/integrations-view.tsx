"use client";

import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";

import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/feedback/empty-state";
import { ErrorState } from "@/components/feedback/error-state";
import { NoMatch } from "@/components/feedback/no-match";
import { PageTitle } from "@/components/shell/page-title";
import { FilterChip } from "@/components/ui/filter-chip";
import { SearchInput } from "@/components/ui/search-input";
import { Toolbar } from "@/components/ui/toolbar";
import { formatNumber } from "@/lib/format";
import type { IntegrationRow } from "@/lib/health/schema";
import { integrationsQuery } from "@/lib/queries/integrations";

import { arrangeIntegrations } from "./arrange-integrations";
import { healthLooks } from "./health-state";
import { buildIntegrationColumns } from "./integration-columns";
import { integrationParams } from "./search-params";

export function IntegrationsView() {
  const list = useQuery(integrationsQuery);
  const [params, setParams] = useQueryStates(integrationParams);
  const all = list.data?.rows;
  const rows = all && arrangeIntegrations(all, params);
  return (
    <>
      <PageTitle title="Integrations" count={all && describe(all)} />
      <Toolbar>
        <SearchInput label="Organisation, tool or id" value={params.q} onChange={(q) => void setParams({ q })} />
        <FilterChip
          label="Category"
          value={params.category}
          options={optionsOf(all ?? [], (row) => ({ value: row.category, label: row.category }))}
          onChange={(category) => void setParams({ category })}
        />
        <FilterChip
          label="Tool"
          value={params.tool}
          options={optionsOf(all ?? [], (row) => ({ value: row.tool, label: row.toolLabel }))}
          onChange={(tool) => void setParams({ tool })}
        />
        <FilterChip
          label="State"
          value={params.health}
          options={optionsOf(all ?? [], ({ health }) => ({ value: health.kind, label: healthLooks[health.kind].word }))}
          onChange={(kind) => void setParams({ health: integrationParams.health.parse(kind ?? "") })}
        />
      </Toolbar>
      {list.isError && !all ? (
        <ErrorState
          subject="The integrations"
          unaffected="Fetching goes on; only this list is missing. Your filters are kept."
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      ) : null}
      {all?.length === 0 ? <NoIntegrations /> : null}
      {all && all.length > 0 && rows?.length === 0 ? (
        <NoMatch subject="integration" filters={listActive()} onClear={() => void setParams(null)} />
      ) : null}
      {rows?.length === 0 || list.isError ? null : (
        <DataTable
          label="Integrations"
          rows={rows}
          rowKey={(row) => row.komboIntegrationId}
          columns={buildIntegrationColumns({ sort: params.sort, onSort: (sort) => void setParams({ sort }) })}
        />
      )}
      {all && rows && rows.length > 0 ? (
        <p className="px-2 py-3 text-xs text-subtle">
          {formatNumber(rows.length)} of {formatNumber(all.length)}
        </p>
      ) : null}
    </>
  );

  function listActive() {
    const { q, category, tool, health } = params;
    return [
      { label: "Search", value: q || null, onRemove: () => void setParams({ q: null }) },
      { label: "Category", value: category, onRemove: () => void setParams({ category: null }) },
      { label: "Tool", value: tool, onRemove: () => void setParams({ tool: null }) },
      { label: "State", value: health && healthLooks[health].word, onRemove: () => void setParams({ health: null }) },
    ].flatMap(({ value, ...filter }) => (value === null ? [] : [{ ...filter, value }]));
  }
}

function describe(rows: readonly IntegrationRow[]): string {
  const wellCount = rows.filter((row) => row.health.kind === "well").length;
  return `${formatNumber(rows.length)}, of which ${formatNumber(wellCount)} fresh`;
}

function optionsOf(
  rows: readonly IntegrationRow[],
  toOption: (row: IntegrationRow) => { readonly value: string; readonly label: string },
) {
  const options = new Map(rows.map((row) => [toOption(row).value, toOption(row)]));
  return [...options.values()].toSorted((one, other) => one.label.localeCompare(other.label));
}

function NoIntegrations() {
  return (
    <EmptyState
      title="No integration yet"
      text="As soon as a customer connects a tool in Kombo, its webhook registers the integration here and everything is fetched. Nothing to do until then."
    />
  );
}
