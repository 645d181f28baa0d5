"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";

import { text, usually } from "@/components/address/parameters";
import { useAddress } from "@/components/address/use-address";
import type { Column } from "@/components/data-table/column";
import { PagedTable } from "@/components/data-table/paged-table";
import { EmptyState } from "@/components/feedback/empty-state";
import { listActiveFilters, NoMatch } from "@/components/feedback/no-match";
import { Button } from "@/components/ui/button";
import { FilterChip } from "@/components/ui/filter-chip";
import { Icon } from "@/components/ui/icon";
import { Menu, MenuItem } from "@/components/ui/menu";
import { SearchInput } from "@/components/ui/search-input";
import { Time } from "@/components/ui/time";
import { Toolbar } from "@/components/ui/toolbar";
import { Truncated } from "@/components/ui/truncated";
import type { AuditFilters, AuditRow } from "@/lib/auth/schema";
import { auditChoicesQuery, auditQuery } from "@/lib/queries/audit";

import { describeDeed, nameAction } from "./audit-names";
import { SettingsPage } from "./settings-page";

const auditParams = { search: usually(text, ""), actor: text, action: text };

export function AuditView() {
  const [params, setParams] = useAddress(auditParams);
  const filters = toFilters(params);
  const list = useInfiniteQuery(auditQuery(filters));
  const { data: choices } = useQuery(auditChoicesQuery);
  const active = listActiveFilters([
    { label: "Search", value: params.search.trim(), onRemove: () => setParams({ search: null }) },
    { label: "Who", value: params.actor, onRemove: () => setParams({ actor: null }) },
    {
      label: "What",
      value: params.action === null ? null : nameAction(params.action),
      onRemove: () => setParams({ action: null }),
    },
  ]);
  return (
    <SettingsPage
      current="/settings/audit"
      lead="Every command and every disclosure, kept in the transaction that did it. Nobody can change or remove a line."
      actions={<ExportMenu filters={filters} />}
    >
      <Toolbar
        search={
          <SearchInput
            label="Id or e-mail"
            value={params.search}
            onChange={(search) => setParams({ search: search === "" ? null : search })}
          />
        }
      >
        <FilterChip
          label="Who"
          value={params.actor}
          options={(choices?.actors ?? []).map((value) => ({ value, label: value }))}
          onChange={(actor) => setParams({ actor })}
        />
        <FilterChip
          label="What"
          value={params.action}
          options={(choices?.actions ?? []).map((value) => ({ value, label: nameAction(value) }))}
          onChange={(action) => setParams({ action })}
        />
      </Toolbar>
      <PagedTable
        list={list}
        subject="The audit log"
        unaffected="What people do is still written to it; only this list is missing."
        columns={columns}
        rowKey={(row) => row.id}
        empty={
          active.length > 0 ? (
            <NoMatch subject="line" filters={active} onClear={() => setParams(null)} />
          ) : (
            <EmptyState title="Nothing yet" text="The first command anybody gives will stand here." />
          )
        }
      />
    </SettingsPage>
  );
}

type Filters = Omit<AuditFilters, "cursor">;

function ExportMenu({ filters }: { readonly filters: Filters }) {
  const download = (format: "csv" | "ndjson") => {
    const chosen = Object.entries(filters).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
    window.location.assign(`/api/audit/export?${new URLSearchParams([...chosen, ["format", format]])}`);
  };
  return (
    <Menu
      trigger={
        <Button>
          <Icon of={Download} size="sm" />
          Export
        </Button>
      }
    >
      <MenuItem icon={Download} onSelect={() => download("csv")}>
        As CSV
      </MenuItem>
      <MenuItem icon={Download} onSelect={() => download("ndjson")}>
        As NDJSON
      </MenuItem>
    </Menu>
  );
}

const columns: readonly Column<AuditRow>[] = [
  {
    id: "action",
    head: "What",
    card: "lead",
    className: "font-medium whitespace-nowrap",
    cell: (row) => nameAction(row.action),
  },
  { id: "actor", head: "Who", card: "start", className: "whitespace-nowrap", cell: (row) => row.actorName },
  {
    id: "target",
    head: "To what",
    card: "line",
    className: "w-[30%] max-w-0 mono text-muted",
    cell: (row) => <Truncated text={row.target} />,
  },
  {
    id: "deed",
    head: "How",
    from: "lg",
    className: "w-[34%] max-w-0 text-muted",
    cell: (row) => <Truncated text={describeDeed(row.before, row.after)} />,
  },
  {
    id: "at",
    head: "When",
    card: "state",
    className: "text-muted whitespace-nowrap",
    cell: (row) => <Time value={row.at} as="moment" />,
  },
];

function toFilters({
  search,
  actor,
  action,
}: {
  search: string;
  actor: string | null;
  action: string | null;
}): Filters {
  return {
    ...(search.trim() === "" ? {} : { search: search.trim() }),
    ...(actor === null ? {} : { actor }),
    ...(action === null ? {} : { action }),
  };
}
