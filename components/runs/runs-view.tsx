"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";

import { useAddress } from "@/components/address/use-address";
import { PagedTable } from "@/components/data-table/paged-table";
import { ExportList } from "@/components/export/export-list";
import { EmptyState } from "@/components/feedback/empty-state";
import { listActiveFilters, nameFilters, NoMatch } from "@/components/feedback/no-match";
import { IntegrationFilter, useIntegrationName } from "@/components/integrations/integration-filter";
import { withinIntegration } from "@/components/integrations/within-integration";
import { ListHead } from "@/components/shell/list-head";
import { ButtonLink } from "@/components/ui/button-link";
import { FilterChip } from "@/components/ui/filter-chip";
import { Toolbar } from "@/components/ui/toolbar";
import { useNow } from "@/components/ui/use-now";
import { periodKeys, periods } from "@/components/webhooks/search-params";
import { formatMoment, formatNumber } from "@/lib/format";
import { runsQuery } from "@/lib/queries/runs";
import { statusQuery } from "@/lib/queries/status";
import { runModes, runStateFilters, runTriggers } from "@/lib/sync/schema/run-words";

import { EndpointFilter, useEndpointName } from "./endpoint-filter";
import { reasonOfRun, runColumns } from "./run-columns";
import { modeNames, stateFilterNames, triggers } from "./run-names";
import { runParams } from "./search-params";

const stateOptions = runStateFilters.map((value) => ({ value, label: stateFilterNames[value] }));
const modeOptions = runModes.map((value) => ({ value, label: modeNames[value] }));
const periodOptions = periodKeys.map((value) => ({ value, label: periods[value].label }));
const changesOption = { value: "yes", label: "Changed a record" } as const;
const triggerOptions = runTriggers.map((value) => ({ value, label: triggers[value].name }));

/** Of one integration: on its own page, which has its title already. */
type RunsViewProps = { readonly komboIntegrationId?: string };

export function RunsView({ komboIntegrationId }: RunsViewProps) {
  const [chosen, setParams] = useAddress(runParams);
  const params = withinIntegration(chosen, komboIntegrationId);
  const filters = toFilters(params);
  const list = useInfiniteQuery(runsQuery(filters));
  const { data: status, isError } = useQuery(statusQuery);
  const integrationName = useIntegrationName(chosen.integration);
  const endpointName = useEndpointName(params.endpoint);
  const time = useTimeText(params);
  const active = listActiveFilters([
    {
      label: "State",
      value: params.state && stateFilterNames[params.state],
      onRemove: () => setParams({ state: null }),
    },
    { label: "Integration", value: integrationName, onRemove: () => setParams({ integration: null }) },
    { label: "Endpoint", value: endpointName, onRemove: () => setParams({ endpoint: null }) },
    { label: "Mode", value: params.mode && modeNames[params.mode], onRemove: () => setParams({ mode: null }) },
    {
      label: "Trigger",
      value: params.trigger && triggers[params.trigger].name,
      onRemove: () => setParams({ trigger: null }),
    },
    { label: "Time", value: time, onRemove: () => setParams({ from: null, to: null }) },
    {
      label: "Changes",
      value: params.changes && changesOption.label,
      onRemove: () => setParams({ changes: null }),
    },
  ]);
  return (
    <>
      <ListHead
        isPage={komboIntegrationId === undefined}
        title="Runs"
        count={status && describe(status)}
        hasNoCount={isError}
        actions={
          <ExportList
            list="runs"
            noun="run"
            filters={filters}
            chosenBy={nameFilters(active)}
            content="state, mode, trigger, counts, times and errors; no record"
          />
        }
      />
      <Toolbar>
        <FilterChip
          label="State"
          value={params.state}
          options={stateOptions}
          onChange={(state) => setParams({ state: runParams.state.parse(state ?? "") })}
        />
        {komboIntegrationId === undefined ? (
          <IntegrationFilter value={params.integration} onChange={(integration) => setParams({ integration })} />
        ) : null}
        <EndpointFilter value={params.endpoint} onChange={(endpoint) => setParams({ endpoint })} />
        <FilterChip
          label="Mode"
          value={params.mode}
          options={modeOptions}
          onChange={(mode) => setParams({ mode: runParams.mode.parse(mode ?? "") })}
        />
        <FilterChip
          label="Trigger"
          value={params.trigger}
          options={triggerOptions}
          onChange={(trigger) => setParams({ trigger: runParams.trigger.parse(trigger ?? "") })}
        />
        <FilterChip
          label="Time"
          value={time}
          options={periodOptions}
          onChange={(period) => setParams({ from: startOfPeriod(period), to: null })}
        />
        <FilterChip
          label="Changes"
          value={params.changes}
          options={[changesOption]}
          onChange={(changes) => setParams({ changes: runParams.changes.parse(changes ?? "") })}
        />
      </Toolbar>
      <PagedTable
        list={list}
        subject="The runs"
        unaffected="Fetching goes on; only this list is missing. Your filters are kept."
        height="dense"
        columns={komboIntegrationId === undefined ? runColumns : runColumnsOfOne}
        rowKey={(run) => run.id}
        reason={reasonOfRun}
        empty={
          active.length > 0 ? (
            <NoMatch subject="run" filters={active} onClear={() => setParams(null)} />
          ) : (
            <EmptyState
              title="No run yet"
              text="A run starts when a webhook says that something changed, when the weekly full fetch is due, or when you force one."
            >
              <ButtonLink href="/integrations" size="sm">
                See the integrations
              </ButtonLink>
            </EmptyState>
          )
        }
      />
    </>
  );
}

// On a card the counts stand where the integration would.
const runColumnsOfOne = runColumns
  .filter(({ id }) => id !== "integration")
  .map((column) => (column.id === "counts" ? { ...column, card: "start" as const } : column));

type Params = { readonly [Key in keyof typeof runParams]: ReturnType<(typeof runParams)[Key]["parse"]> };

/** `Fri 14:00 to 15:00`, `since Thu 14:33`. */
function useTimeText({ from, to }: Pick<Params, "from" | "to">): string | null {
  const now = useNow();
  if (from === null) return to === null ? null : `until ${formatMoment(to, now)}`;
  return to === null ? `since ${formatMoment(from, now)}` : `${formatMoment(from, now)} to ${formatMoment(to, now)}`;
}

function startOfPeriod(chosen: string | null): Date | null {
  const period = periodKeys.find((key) => key === chosen);
  return period ? new Date(Date.now() - periods[period].ms) : null;
}

function toFilters({ integration, endpoint, state, mode, trigger, changes, from, to }: Params) {
  return {
    ...(integration === null ? {} : { integration }),
    ...(endpoint === null ? {} : { endpoint }),
    ...(state === null ? {} : { state }),
    ...(mode === null ? {} : { mode }),
    ...(trigger === null ? {} : { trigger }),
    ...(changes === null ? {} : { changes }),
    ...(from === null ? {} : { from: from.toISOString() }),
    ...(to === null ? {} : { to: to.toISOString() }),
  };
}

function describe({ runningRuns, heldRuns }: { readonly runningRuns: number; readonly heldRuns: number }): string {
  const running = runningRuns === 0 ? "None running" : `${formatNumber(runningRuns)} running or waiting`;
  return heldRuns === 0 ? running : `${running}, ${formatNumber(heldRuns)} held for review`;
}
