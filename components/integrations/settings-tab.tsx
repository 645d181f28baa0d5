"use client";

import { useQuery } from "@tanstack/react-query";

import { May } from "@/components/shell/may";
import { Button } from "@/components/ui/button";
import { Identifier } from "@/components/ui/identifier";
import { KeyValue, KeyValues } from "@/components/ui/key-values";
import { Dash } from "@/components/ui/nothing";
import { Panel } from "@/components/ui/panel";
import { Setting } from "@/components/ui/setting";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { formatCount, formatNumber, formatSpan } from "@/lib/format";
import type { IntegrationDetail } from "@/lib/health/schema";
import { integrationQuery } from "@/lib/queries/integrations";

import { type Control, useControl } from "./controls/control";
import { strategyNames } from "./controls/strategy-dialog";
import { Cutover } from "./cutover";

/** How the integration is fetched and judged, each with its change; and what Kombo says about it. */
export function SettingsTab({ komboIntegrationId }: { readonly komboIntegrationId: string }) {
  const { data: integration } = useQuery(integrationQuery(komboIntegrationId));
  if (!integration) return <Loading />;
  return (
    <div className={layout}>
      <div className="grid min-w-0 gap-4">
        <Panel title="How it is fetched">
          <Settings integration={integration} />
        </Panel>
        <Cutover komboIntegrationId={komboIntegrationId} />
      </div>
      <Panel title="At Kombo">
        <Facts integration={integration} />
      </Panel>
    </div>
  );
}

const layout = "mt-4 grid grid-cols-1 items-start gap-4 min-[1100px]:grid-cols-[minmax(0,1fr)_360px]";

/** Replaced as a whole: what loads has other heights than what has loaded. */
function Loading() {
  return (
    <div className={layout}>
      <Panel title="How it is fetched">
        <LoadingRows rows={5} />
      </Panel>
      <Panel title="At Kombo">
        <LoadingRows rows={6} />
      </Panel>
    </div>
  );
}

function Settings({ integration }: { readonly integration: IntegrationDetail }) {
  const { toolLabel, pausedAt, endpointRows, serveObjectiveSeconds, confirmObjectiveSeconds } = integration;
  const on = endpointRows.filter(({ enabled }) => enabled).length;
  const isDeleted = integration.deletion !== null;
  const button = (control: Control, label: string) => (isDeleted ? null : <Change control={control} label={label} />);
  return (
    <ul>
      <Setting
        title={pausedAt === null ? "Fetching is on" : "Fetching is paused"}
        text={
          pausedAt === null ? (
            "Webhooks are acted on, catch-ups and full fetches run."
          ) : (
            <>
              Since <Time value={pausedAt} as="moment" />. Webhooks are stored meanwhile.
            </>
          )
        }
        action={button({ kind: "pause" }, pausedAt === null ? "Pause…" : "Resume…")}
      />
      <Setting
        title={`Webhooks act by “${integration.strategy === "simplified" ? strategyNames.simplified : strategyNames.changed_models}”`}
        text={
          integration.strategy === "simplified"
            ? "Every data-changed asks for all endpoints."
            : "A data-changed asks for the endpoints that the models it names feed."
        }
        action={button({ kind: "strategy" }, "Change how webhooks act…")}
      />
      <Setting
        title={`Fresh within ${formatSpan(serveObjectiveSeconds * 1_000)}, confirmed within ${formatSpan(confirmObjectiveSeconds * 1_000)}`}
        text="A known change is fetched within the first, a complete fetch of any kind ends within the second. Later is shown as late."
        action={button({ kind: "objectives" }, "Change the objectives…")}
      />
      <Setting
        title={`${formatNumber(on)} of ${formatCount(endpointRows.length, "endpoint")} on`}
        text="Each is switched from its own menu, under Endpoints."
        action={null}
      />
      <Setting
        title={`Ask ${toolLabel} to sync`}
        text={`Kombo reads ${toolLabel} by its own schedule. It can be asked to look now.`}
        action={button({ kind: "ask_sync" }, `Ask ${toolLabel} to sync…`)}
      />
      <Setting
        title="Reconnect"
        text={`A link with which the customer signs in to ${toolLabel} again. Nothing else changes.`}
        action={button({ kind: "reconnect" }, "Reconnection link…")}
      />
    </ul>
  );
}

function Change({ control, label }: { readonly control: Control; readonly label: string }) {
  const open = useControl();
  return (
    <May door="POST /api/integrations/[id]/settings">
      <Button size="sm" onClick={() => open(control)}>
        {label}
      </Button>
    </May>
  );
}

function Facts({ integration }: { readonly integration: IntegrationDetail }) {
  const { komboIntegrationId, originId, toolLabel, category, createdAt, detailsFetchedAt, dataExpiredAt } = integration;
  return (
    <KeyValues className="px-4 py-2">
      <KeyValue label="Id">
        <Identifier value={komboIntegrationId} label="the integration id" />
      </KeyValue>
      <KeyValue label="Your id">
        {originId === null ? <Dash /> : <Identifier value={originId} label="your id" />}
      </KeyValue>
      <KeyValue label="Tool">
        {toolLabel}, {category}
      </KeyValue>
      <KeyValue label="Registered">
        <Time value={createdAt} as="moment" />
      </KeyValue>
      <KeyValue label="State asked">
        {detailsFetchedAt === null ? "not yet" : <Time value={detailsFetchedAt} as="ago" />}
      </KeyValue>
      {dataExpiredAt === null ? null : (
        <KeyValue label="Data expired">
          <Time value={dataExpiredAt} as="moment" />, until Kombo has synced again
        </KeyValue>
      )}
    </KeyValues>
  );
}

function LoadingRows({ rows }: { readonly rows: number }) {
  return (
    <ul>
      {Array.from({ length: rows }, (_, row) => (
        <li key={row} className="flex h-13 items-center px-4">
          <Skeleton className="w-56" />
        </li>
      ))}
    </ul>
  );
}
