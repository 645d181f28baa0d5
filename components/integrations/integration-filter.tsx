"use client";

import { useQuery } from "@tanstack/react-query";

import { FilterChip } from "@/components/ui/filter-chip";
import { integrationsQuery } from "@/lib/queries/integrations";

import { nameIntegration } from "./integration-name";

type IntegrationFilterProps = { readonly value: string | null; readonly onChange: (value: string | null) => void };

/** Restricts a list to one customer's integration. */
export function IntegrationFilter({ value, onChange }: IntegrationFilterProps) {
  const { data } = useQuery(integrationsQuery);
  const options = (data?.rows ?? []).map((row) => ({
    value: row.komboIntegrationId,
    label: nameIntegration(row),
    note: row.toolLabel,
  }));
  return (
    <FilterChip
      label="Integration"
      value={value}
      options={options.toSorted((one, other) => one.label.localeCompare(other.label))}
      onChange={onChange}
    />
  );
}

/** The name of the integration a list is restricted to, for sentences about the filter. */
export function useIntegrationName(komboIntegrationId: string | null): string | null {
  const { data } = useQuery(integrationsQuery);
  if (komboIntegrationId === null) return null;
  const row = data?.rows.find((candidate) => candidate.komboIntegrationId === komboIntegrationId);
  return row ? nameIntegration(row) : komboIntegrationId;
}
