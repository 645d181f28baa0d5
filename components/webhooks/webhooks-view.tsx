"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";

import { useAddress } from "@/components/address/use-address";
import { PagedTable } from "@/components/data-table/paged-table";
import { ExportList } from "@/components/export/export-list";
import { EmptyState } from "@/components/feedback/empty-state";
import { type ActiveFilter, listActiveFilters, nameFilters, NoMatch } from "@/components/feedback/no-match";
import { IntegrationFilter, useIntegrationName } from "@/components/integrations/integration-filter";
import { withinIntegration } from "@/components/integrations/within-integration";
import { ListHead } from "@/components/shell/list-head";
import { May } from "@/components/shell/may";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { FilterChip } from "@/components/ui/filter-chip";
import { Icon } from "@/components/ui/icon";
import { SearchInput } from "@/components/ui/search-input";
import { Toolbar } from "@/components/ui/toolbar";
import { useNow } from "@/components/ui/use-now";
import { formatMoment, formatNumber } from "@/lib/format";
import type { Activity } from "@/lib/health/schema/activity";
import { activityQuery } from "@/lib/queries/activity";
import { webhooksQuery, webhookTypesQuery } from "@/lib/queries/webhooks";
import type { ReplayAnswer, ReplayFilters } from "@/lib/webhooks/schema";
import { webhookOutcomes } from "@/lib/webhooks/schema/outcome-words";

import { outcomeLooks } from "./outcome";
import { RejectedDeliveries } from "./rejected-deliveries";
import { ReplayEffect } from "./replay-effect";
import { periodKeys, periods, webhookParams } from "./search-params";
import { toWebhookFilters, type WebhookParams } from "./to-webhook-filters";
import { webhookColumns } from "./webhook-columns";
import { WebhookHours } from "./webhook-hours";

const ReplayWebhooks = dynamic(async () => (await import("./replay-webhooks")).ReplayWebhooks);

const outcomeOptions = webhookOutcomes.map((value) => ({ value, label: outcomeLooks[value].name }));
const periodOptions = periodKeys.map((value) => ({ value, label: periods[value].label }));

/** Of one integration: on its own page, which has its title already. What is counted of all of them is left out. */
type WebhooksViewProps = { readonly komboIntegrationId?: string };

export function WebhooksView({ komboIntegrationId }: WebhooksViewProps) {
  const [chosen, setParams] = useAddress(webhookParams);
  const params = withinIntegration(chosen, komboIntegrationId);
  const isOfAll = komboIntegrationId === undefined;
  const now = useNow();
  const filters = toWebhookFilters(params, now);
  const list = useInfiniteQuery(webhooksQuery(filters));
  /** The filters as they were when the replay was asked for: a period moves on. */
  const [asked, setAsked] = useState<ReplayFilters | null>(null);
  const [replayed, setReplayed] = useState<ReplayAnswer | null>(null);
  const { data: activity, isError } = useQuery({ ...activityQuery("24h"), enabled: isOfAll });
  const integrationName = useIntegrationName(chosen.integration);
  const time = nameTime(params, now);
  const active = listActiveFilters([
    { label: "Search", value: params.search, onRemove: () => setParams({ search: null }) },
    { label: "Time", value: time, onRemove: clearTime },
    {
      label: "Outcome",
      value: params.outcome && outcomeLooks[params.outcome].name,
      onRemove: () => setParams({ outcome: null }),
    },
    { label: "Type", value: params.type, onRemove: () => setParams({ type: null }) },
    { label: "Integration", value: integrationName, onRemove: () => setParams({ integration: null }) },
  ]);

  function clearTime(): void {
    setParams({ period: null, from: null, to: null });
  }

  return (
    <>
      <ListHead
        isPage={isOfAll}
        title="Webhooks"
        count={activity && describeDay(activity)}
        hasNoCount={isError}
        actions={
          <>
            <May door="POST /api/webhooks/replay">
              <Button onClick={() => setAsked(filters)}>
                <Icon of={History} size="sm" />
                Replay…
              </Button>
            </May>
            <ExportList
              list="webhooks"
              noun="webhook"
              filters={filters}
              chosenBy={nameFilters(active)}
              content="outcome, type, integration, models, times and deliveries; no payload"
            />
          </>
        }
      />
      <Toolbar
        search={
          <SearchInput
            label="Event id or its start"
            value={params.search}
            onChange={(search) => setParams({ search })}
          />
        }
      >
        <FilterChip
          label="Time"
          value={params.from ? time : params.period}
          options={periodOptions}
          onChange={(period) => setParams({ period: webhookParams.period.parse(period ?? ""), from: null, to: null })}
        />
        <FilterChip
          label="Outcome"
          value={params.outcome}
          options={outcomeOptions}
          onChange={(outcome) => setParams({ outcome: webhookParams.outcome.parse(outcome ?? "") })}
        />
        <TypeFilter value={params.type} onChange={(type) => setParams({ type })} />
        {isOfAll ? (
          <IntegrationFilter value={params.integration} onChange={(integration) => setParams({ integration })} />
        ) : null}
      </Toolbar>
      {isOfAll ? (
        <WebhookHours hours={activity?.buckets} onChoose={({ from, to }) => setParams({ from, to, period: null })} />
      ) : null}
      {replayed ? <ReplayEffect answer={replayed} onClose={() => setReplayed(null)} /> : null}
      {isOfAll ? <RejectedDeliveries /> : null}
      <PagedTable
        list={list}
        subject="The webhooks"
        unaffected="Intake goes on; only this list is missing. Your filters are kept."
        height="dense"
        columns={isOfAll ? webhookColumns : webhookColumnsOfOne}
        rowKey={(webhook) => webhook.id}
        empty={<NoWebhooks active={active} onClear={() => setParams(null)} />}
      />
      {asked ? (
        <ReplayWebhooks
          filters={asked}
          chosenBy={nameFilters(active)}
          onReplayed={setReplayed}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </>
  );
}

type NoWebhooksProps = { readonly active: readonly ActiveFilter[]; readonly onClear: () => void };

function NoWebhooks({ active, onClear }: NoWebhooksProps) {
  if (active.length > 0) return <NoMatch subject="webhook" filters={active} onClear={onClear} />;
  return (
    <EmptyState
      title="No webhook yet"
      text="In Kombo, add this deployment’s address for webhooks, and set its secret here as KOMBO_WEBHOOK_SECRET. The first webhook appears within seconds."
    >
      <ButtonLink href="/settings/connection" size="sm">
        See the address
      </ButtonLink>
    </EmptyState>
  );
}

type TypeFilterProps = { readonly value: string | null; readonly onChange: (type: string | null) => void };

function TypeFilter({ value, onChange }: TypeFilterProps) {
  const { data } = useQuery(webhookTypesQuery);
  const options = (data?.types ?? []).map((type) => ({ value: type, label: type }));
  return <FilterChip label="Type" value={value} options={options} onChange={onChange} />;
}

// On a card the models stand where the integration would.
const webhookColumnsOfOne = webhookColumns
  .filter(({ id }) => id !== "integration")
  .map((column) => (column.id === "models" ? { ...column, card: "start" as const } : column));

function nameTime(params: WebhookParams, now: Date): string | null {
  if (params.from)
    return params.to
      ? `${formatMoment(params.from, now)} to ${formatMoment(params.to, now)}`
      : formatMoment(params.from, now);
  return params.period && periods[params.period].label;
}

function describeDay({ buckets }: Activity): string {
  const sum = (key: "webhooks" | "rejected") => buckets.reduce((total, bucket) => total + bucket[key], 0);
  return `${formatNumber(sum("webhooks"))} in 24 h, ${nameRejected(sum("rejected"))}`;
}

function nameRejected(rejected: number): string {
  return rejected === 0 ? "none rejected" : `${formatNumber(rejected)} rejected`;
}
