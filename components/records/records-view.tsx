"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";

import { useAddress } from "@/components/address/use-address";
import { PagedTable } from "@/components/data-table/paged-table";
import { ExportList } from "@/components/export/export-list";
import { EmptyState } from "@/components/feedback/empty-state";
import { listActiveFilters, nameFilters, NoMatch, type ActiveFilter } from "@/components/feedback/no-match";
import { useIntegrationName } from "@/components/integrations/integration-filter";
import { withinIntegration } from "@/components/integrations/within-integration";
import { ListHead } from "@/components/shell/list-head";
import { ButtonLink } from "@/components/ui/button-link";
import { useNow } from "@/components/ui/use-now";
import { formatCount, formatNumber } from "@/lib/format";
import type { ModelCount } from "@/lib/mirror/schema";
import { recordCountsQuery, recordsQuery } from "@/lib/queries/records";

import { buildRecordColumns } from "./record-columns";
import { deletedNames, driftLabels, RecordFiltersBar } from "./record-filters";
import { type RelationName, useRelationName } from "./relation-name";
import { recordParams, type RecordParams } from "./search-params";
import { sinceSpans, toRecordFilters } from "./to-record-filters";

/** Of one integration: on its own page, which has its title already. */
type RecordsViewProps = { readonly komboIntegrationId?: string };

export function RecordsView({ komboIntegrationId }: RecordsViewProps) {
  const [chosen, setParams] = useAddress(recordParams);
  const params = withinIntegration(chosen, komboIntegrationId);
  const { data: counts, isError } = useQuery(recordCountsQuery(params.integration));
  const filters = toRecordFilters(params, useNow());
  const list = useInfiniteQuery(recordsQuery(filters));
  const integrationName = useIntegrationName(chosen.integration);
  const models = counts?.rows ?? [];
  const current = models.find(({ model }) => model === params.model);
  const relation = useRelationName(params);
  const active = nameActive({
    params,
    setParams,
    modelLabel: current?.label ?? params.model,
    integrationName,
    relation,
  });
  return (
    <>
      <ListHead
        isPage={komboIntegrationId === undefined}
        title={current?.label ?? "Records"}
        count={counts && describe(current ? [current] : models, nameOwner(chosen.integration, integrationName))}
        hasNoCount={isError}
        actions={
          <ExportList
            list="records"
            noun="record"
            filters={filters}
            chosenBy={nameFilters(active)}
            content="the columns of this list; as NDJSON every field"
          />
        }
      />
      <RecordFiltersBar
        models={models}
        params={params}
        relation={relation}
        isOfOne={komboIntegrationId !== undefined}
        onChange={(next) => setParams(next)}
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
        empty={<NoRecords active={active} onClear={() => setParams(null)} />}
      />
    </>
  );
}

type Named = {
  readonly params: RecordParams;
  readonly setParams: (params: { readonly [Key in keyof RecordParams]?: null }) => unknown;
  readonly modelLabel: string | null;
  readonly integrationName: string | null;
  readonly relation: RelationName | null;
};

/** The filters that are on, by their names. */
function nameActive({ params, setParams, modelLabel, integrationName, relation }: Named): readonly ActiveFilter[] {
  return listActiveFilters([
    { label: "Search", value: params.search.trim(), onRemove: () => setParams({ search: null }) },
    // Which record is named is told by its integration, and which ones name it by their model.
    {
      label: "Integration",
      value: integrationName,
      onRemove: () => setParams({ integration: null, related: null }),
    },
    { label: "Model", value: modelLabel, onRemove: () => setParams({ model: null, related: null }) },
    { label: relation?.label ?? "", value: relation?.value ?? null, onRemove: () => setParams({ related: null }) },
    { label: "Deleted", value: nameDeleted(params), onRemove: () => setParams({ deleted: null }) },
    {
      label: "Changed",
      value: params.since && sinceSpans[params.since].label,
      onRemove: () => setParams({ since: null }),
    },
    {
      label: "Drift",
      value: params.drift && driftLabels[params.drift],
      onRemove: () => setParams({ drift: null }),
    },
  ]);
}

type NoRecordsProps = { readonly active: readonly ActiveFilter[]; readonly onClear: () => void };

function NoRecords({ active, onClear }: NoRecordsProps) {
  if (active.length > 0) return <NoMatch subject="record" filters={active} onClear={onClear} />;
  return (
    <EmptyState
      title="No record yet"
      text="The first full fetch of an integration brings its records, page by page; they appear here as they are written."
    >
      <ButtonLink href="/integrations" size="sm">
        See the integrations
      </ButtonLink>
    </EmptyState>
  );
}

function nameDeleted({ deleted }: RecordParams): string | null {
  return deleted && deletedNames[deleted];
}

/** Until the name of an integration is known its id stands for it, which takes a second line on a phone. */
function nameOwner(komboIntegrationId: string | null, name: string | null): string {
  return name === komboIntegrationId ? "mirrored" : `of ${name}`;
}

function describe(models: readonly ModelCount[], owner: string): string {
  const live = models.reduce((sum, model) => sum + model.live, 0);
  const deleted = models.reduce((sum, model) => sum + model.deleted, 0);
  return `${formatCount(live, "record")} ${owner}${deleted === 0 ? "" : `, ${formatNumber(deleted)} deleted`}`;
}
