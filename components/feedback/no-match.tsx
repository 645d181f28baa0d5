"use client";

import { Button } from "@/components/ui/button";
import { formatNumber } from "@/lib/format";

import { EmptyState } from "./empty-state";

export type ActiveFilter = { readonly label: string; readonly value: string; readonly onRemove: () => void };

type NoMatchProps = {
  readonly subject: string;
  readonly filters: readonly ActiveFilter[];
  readonly onClear: () => void;
};

/** An empty list whose filters are the reason; each can be taken off by name. */
export function NoMatch({ subject, filters, onClear }: NoMatchProps) {
  return (
    <EmptyState
      title={`No ${subject} matches these filters`}
      text={
        filters.length === 1
          ? "One filter is on."
          : `${formatNumber(filters.length)} filters are on. Remove one, or all of them.`
      }
    >
      {filters.map((filter) => (
        <Button key={filter.label} size="sm" onClick={filter.onRemove}>
          {`Remove “${filter.label}: ${filter.value}”`}
        </Button>
      ))}
      {filters.length > 1 ? (
        <Button size="sm" look="ghost" onClick={onClear}>
          Clear all
        </Button>
      ) : null}
    </EmptyState>
  );
}

/** `Model “Employees”, Deleted “Shown”`; null while none is on. */
export function nameFilters(filters: readonly ActiveFilter[]): string | null {
  return filters.length === 0 ? null : filters.map(({ label, value }) => `${label} “${value}”`).join(", ");
}

type MaybeFilter = Omit<ActiveFilter, "value"> & { readonly value: string | null };

export function listActiveFilters(filters: readonly MaybeFilter[]): readonly ActiveFilter[] {
  return filters.flatMap(({ value, ...filter }) => (value === null || value === "" ? [] : [{ ...filter, value }]));
}
