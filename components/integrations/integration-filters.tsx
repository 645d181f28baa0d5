"use client";

import { FilterChip } from "@/components/ui/filter-chip";
import { SearchInput } from "@/components/ui/search-input";
import { Toolbar } from "@/components/ui/toolbar";
import type { IntegrationRow } from "@/lib/health/schema";

import { healthLooks } from "./health-state";
import { integrationParams, type IntegrationParams } from "./search-params";

type IntegrationFiltersProps = {
  readonly all: readonly IntegrationRow[];
  readonly params: IntegrationParams;
  readonly onChange: (params: Partial<IntegrationParams>) => void;
};

export function IntegrationFilters({ all, params, onChange }: IntegrationFiltersProps) {
  return (
    <Toolbar
      search={<SearchInput label="Organisation, tool or id" value={params.q} onChange={(q) => onChange({ q })} />}
    >
      <FilterChip
        label="Category"
        value={params.category}
        options={optionsOf(all, ({ category }) => ({ value: category, label: category }))}
        onChange={(category) => onChange({ category })}
      />
      <FilterChip
        label="Tool"
        value={params.tool}
        options={optionsOf(all, ({ tool, toolLabel }) => ({ value: tool, label: toolLabel }))}
        onChange={(tool) => onChange({ tool })}
      />
      <FilterChip
        label="State"
        value={params.health}
        options={optionsOf(all, ({ health }) => ({ value: health.kind, label: healthLooks[health.kind].word }))}
        onChange={(kind) => onChange({ health: integrationParams.health.parse(kind ?? "") })}
      />
    </Toolbar>
  );
}

/** The values there are, each once. */
function optionsOf(
  rows: readonly IntegrationRow[],
  toOption: (row: IntegrationRow) => { readonly value: string; readonly label: string },
) {
  const options = new Map(rows.map((row) => [toOption(row).value, toOption(row)]));
  return [...options.values()].toSorted((one, other) => one.label.localeCompare(other.label));
}
