"use client";

import { IntegrationFilter } from "@/components/integrations/integration-filter";
import { usePerson } from "@/components/shell/person-context";
import { FilterChip } from "@/components/ui/filter-chip";
import { SearchInput } from "@/components/ui/search-input";
import { TabLinks } from "@/components/ui/tab-links";
import { Toolbar } from "@/components/ui/toolbar";
import { formatNumber } from "@/lib/format";
import type { ModelCount } from "@/lib/mirror/schema";
import { searchMin } from "@/lib/mirror/schema/search-words";
import { integrationTabPath, listPath } from "@/lib/paths";

import { driftWords } from "./change-looks";
import type { RelationName } from "./relation-name";
import { deletedChoices, driftChoices, recordParams, sinceChoices, type RecordParams } from "./search-params";
import { isTooShort, sinceSpans } from "./to-record-filters";

export const deletedNames = { include: "Shown", only: "Only deleted" } as const;
export const driftLabels = {
  any: "Any",
  ...driftWords,
  missed_create: "Missed creation",
  missed_update: "Missed update",
  missed_delete: "Missed deletion",
} as const;
const sinceOptions = sinceChoices.map((value) => ({ value, label: sinceSpans[value].label }));
const driftOptions = driftChoices.map((value) => ({ value, label: driftLabels[value] }));
const deletedOptions = deletedChoices.map((value) => ({ value, label: deletedNames[value] }));

type RecordFiltersBarProps = {
  readonly models: readonly ModelCount[];
  readonly params: RecordParams;
  /** What the filter `related` is called; null while it is off. */
  readonly relation: RelationName | null;
  /** On the page of its integration, which is no choice there. */
  readonly isOfOne: boolean;
  readonly onChange: (params: Partial<RecordParams>) => void;
};

/** Within one integration its models are tabs; across all of them the model is a filter. */
export function RecordFiltersBar({ models, params, relation, isOfOne, onChange }: RecordFiltersBarProps) {
  const { search, integration, model, deleted, since, drift } = params;
  const seesNames = usePerson()?.role !== "viewer";
  return (
    <>
      {integration === null ? null : (
        <div className="mt-3">
          <TabLinks label="Models" tabs={listTabs(models, params, isOfOne)} />
        </div>
      )}
      <Toolbar
        search={
          <SearchInput
            label={seesNames ? "Name, e-mail or id" : "Id"}
            value={search}
            onChange={(text) => onChange({ search: text })}
          />
        }
      >
        {isOfOne ? null : (
          <IntegrationFilter
            value={integration}
            onChange={(next) =>
              onChange({ integration: next, related: null, ...(next === null ? {} : { model: null }) })
            }
          />
        )}
        {integration === null ? (
          <FilterChip
            label="Model"
            value={model}
            options={models.map((count) => ({ value: count.model, label: count.label, note: count.category }))}
            onChange={(next) => onChange({ model: next, related: null })}
          />
        ) : null}
        {relation === null ? null : (
          <FilterChip
            label={relation.label}
            value={params.related}
            options={[{ value: params.related ?? "", label: relation.value }]}
            onChange={(next) => onChange({ related: next })}
          />
        )}
        <FilterChip
          label="Changed"
          value={since}
          options={sinceOptions}
          onChange={(next) => onChange({ since: recordParams.since.parse(next ?? "") })}
        />
        <FilterChip
          label="Drift"
          value={drift}
          options={driftOptions}
          onChange={(next) => onChange({ drift: recordParams.drift.parse(next ?? "") })}
        />
        <FilterChip
          label="Deleted"
          value={deleted}
          options={deletedOptions}
          onChange={(next) => onChange({ deleted: recordParams.deleted.parse(next ?? "") })}
        />
      </Toolbar>
      <output className="text-subtle block px-2 text-xs">
        {isTooShort(search) ? `Type at least ${searchMin} characters to search.` : null}
      </output>
    </>
  );
}

function listTabs(models: readonly ModelCount[], params: RecordParams, isOfOne: boolean) {
  const { model: chosen, integration, deleted, since, drift } = params;
  const kept = { deleted, since, drift };
  const toModel = (model: string | null) =>
    isOfOne && integration !== null
      ? listPath(integrationTabPath(integration, "records"), { ...kept, model })
      : listPath("/records", { integration, ...kept, model });
  const tabs = models.map(({ model, label, live }) => ({
    href: toModel(model),
    label,
    count: formatNumber(live),
    isCurrent: model === chosen,
  }));
  return [{ href: toModel(null), label: "All", isCurrent: chosen === null }, ...tabs];
}
