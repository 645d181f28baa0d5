"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";

import { PagedTable } from "@/components/data-table/paged-table";
import { EmptyState } from "@/components/feedback/empty-state";
import { listActiveFilters, NoMatch, type ActiveFilter } from "@/components/feedback/no-match";
import { useIntegrationName } from "@/components/integrations/integration-filter";
import { PageTitle } from "@/components/shell/page-title";
import { formatCount, formatNumber } from "@/lib/format";
import type { RecordFilters } from "@/lib/mirror/schema";
import { recordCountsQuery, recordsQuery } from "@/lib/queries/records";

import { buildRecordColumns } from "./record-columns";
import { deletedNames, isTooShort, RecordFiltersBar } from "./record-filters";
import { countByModel, type ModelCount } from "./record-models";
import { recordParams, type RecordParams } from "./search-params";

/** Of one integration: on its own page, which has its title already. */
type RecordsViewProps = { readonly komboIntegrationId?: string };

export function RecordsView({ komboIntegrationId }: RecordsViewProps) {
  const [chosen, setParams] = useQueryStates(recordParams);
  const params = { ...chosen, integration: komboIntegrationId ?? chosen.integration };
  const { data: counts } = useQuery(recordCountsQuery);
  const list = useInfiniteQuery(recordsQuery(toFilters(params)));
  const integrationName = useIntegrationName(chosen.integration);
  const models = countByModel(counts?.rows ?? [], params.integration);
  const current = models.find(({ model }) => model === params.model);
  const active = listActiveFilters([
    { label: "Search", value: params.search.trim(), onRemove: () => void setParams({ search: null }) },
    { label: "Integration", value: integrationName, onRemove: () => void setParams({ integration: null }) },
    { label: "Model", value: current?.label ?? params.model, onRemove: () => void setParams({ model: null }) },
    { label: "Deleted", value: nameDeleted(params), onRemove: () => void setParams({ deleted: null }) },
  ]);
  return (
    <>
      {komboIntegrationId === undefined ? (
        <RecordsTitle current={current} models={counts && models} integrationName={integrationName} />
      ) : null}
      <RecordFiltersBar
        models={models}
        params={params}
        isOfOne={komboIntegrationId !== undefined}
        onChange={(next) => void setParams(next)}
      />
      <PagedTable
        list={list}
        subject="The records"
        unaffected="The mirror goes on; only this list is missing. Your filters are kept."
        columns={buildRecordColumns({
          rows: list.data?.pages[0]?.rows ?? [],
          hasModel: params.model !== null,
          hasIntegration: params.integration !== null,
        })}
        rowKey={(row) => `${row.komboIntegrationId} ${row.model} ${row.komboId}`}
        empty={<NoRecords active={active} onClear={() => void setParams(null)} />}
      />
    </>
  );
}

type RecordsTitleProps = {
  readonly current: ModelCount | undefined;
  /** Absent while loading. */
  readonly models: readonly ModelCount[] | undefined;
  readonly integrationName: string | null;
};

function RecordsTitle({ current, models, integrationName }: RecordsTitleProps) {
  return (
    <PageTitle
      title={current?.label ?? "Records"}
      count={models && describe(current ? [current] : models, integrationName)}
    />
  );
}

type NoRecordsProps = { readonly active: readonly ActiveFilter[]; readonly onClear: () => void };

function NoRecords({ active, onClear }: NoRecordsProps) {
  if (active.length > 0) return <NoMatch subject="record" filters={active} onClear={onClear} />;
  return (
    <EmptyState
      title="No record yet"
      text="The first full fetch of an integration brings its records, page by page; they appear here as they are written."
    />
  );
}

function toFilters({ search, integration, model, deleted }: RecordParams): Omit<RecordFilters, "cursor"> {
  return {
    ...(integration === null ? {} : { integration }),
    ...(model === null ? {} : { model }),
    ...(search.trim() === "" || isTooShort(search) ? {} : { search: search.trim() }),
    ...(deleted === null ? {} : { deleted }),
  };
}

function nameDeleted({ deleted }: RecordParams): string | null {
  return deleted && deletedNames[deleted];
}

function describe(models: readonly ModelCount[], integrationName: string | null): string {
  const live = models.reduce((sum, model) => sum + model.live, 0);
  const deleted = models.reduce((sum, model) => sum + model.deleted, 0);
  const owner = integrationName === null ? "mirrored" : `of ${integrationName}`;
  return `${formatCount(live, "record")} ${owner}${deleted === 0 ? "" : `, ${formatNumber(deleted)} deleted`}`;
}
