"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useSelectedLayoutSegment } from "next/navigation";
import { type ReactNode, useState } from "react";

import { oneOf } from "@/components/address/parameters";
import { useAddress } from "@/components/address/use-address";
import { DetailProblem } from "@/components/feedback/detail-problem";
import { May } from "@/components/shell/may";
import { Page, type Crumb } from "@/components/shell/page";
import { LoadingTitle } from "@/components/shell/page-title";
import { cutId } from "@/lib/format";
import { type Ask, asks } from "@/lib/paths";
import { isApiError } from "@/lib/queries/api-error";
import { integrationQuery } from "@/lib/queries/integrations";
import type { FullFetchAnswer } from "@/lib/sync/schema";

import { type Control, ControlProvider } from "./controls/control";
import { DeletedData } from "./deleted-data";
import { FullFetchProgress } from "./full-fetch-progress";
import { IntegrationActions } from "./integration-actions";
import { IntegrationFigures } from "./integration-figures";
import { IntegrationHead } from "./integration-head";
import { nameIntegration } from "./integration-name";
import { IntegrationTabs } from "./integration-tabs";

const askParams = { ask: oneOf(asks) };

const OpenControl = dynamic(() => import("./controls/open-control").then((loaded) => loaded.OpenControl));

/** Dialogs that the palette can open stand in the address. */
const asked: Readonly<Record<Ask, Control>> = {
  "full-fetch": { kind: "full_fetch", endpoint: null },
  pause: { kind: "pause" },
  "ask-sync": { kind: "ask_sync" },
  reconnect: { kind: "reconnect" },
};

type IntegrationFrameProps = { readonly komboIntegrationId: string; readonly children: ReactNode };

/** What stays while one walks through the tabs of an integration: its head, its figures, what is being done to it. */
export function IntegrationFrame({ komboIntegrationId, children }: IntegrationFrameProps) {
  const { data: integration, error, refetch } = useQuery(integrationQuery(komboIntegrationId));
  const [{ ask }, setParams] = useAddress(askParams);
  const [chosen, setChosen] = useState<Control | null>(null);
  const control = ask === null ? chosen : asked[ask];
  const [started, setStarted] = useState<FullFetchAnswer["runs"]>([]);
  const crumbs: readonly Crumb[] = [
    { label: "Integrations", href: "/integrations" },
    { label: integration ? nameIntegration(integration) : cutId(komboIntegrationId) },
  ];
  if (error && !integration) {
    return (
      <Page crumbs={crumbs}>
        <DetailProblem kind="integration" list="/integrations" error={error} onRetry={() => void refetch()} />
        <LoadedApart komboIntegrationId={komboIntegrationId} error={error}>
          {children}
        </LoadedApart>
      </Page>
    );
  }

  function close(): void {
    setChosen(null);
    if (ask !== null) setParams({ ask: null });
  }

  return (
    <ControlProvider value={setChosen}>
      <Page crumbs={crumbs}>
        {integration ? (
          <IntegrationHead integration={integration} actions={<IntegrationActions integration={integration} />} />
        ) : (
          <LoadingTitle hasActions />
        )}
        {integration?.deletion ? (
          <DeletedData komboIntegrationId={komboIntegrationId} deletion={integration.deletion} />
        ) : null}
        <div className="mt-4">
          <IntegrationFigures integration={integration} />
        </div>
        {integration ? <FullFetchProgress endpoints={integration.endpointRows} started={started} /> : null}
        <div className="mt-4">
          <IntegrationTabs komboIntegrationId={komboIntegrationId} integration={integration} />
        </div>
        {children}
        {control && integration && !integration.deletion ? (
          <May door="POST /api/integrations/[id]/full-fetch">
            <OpenControl control={control} integration={integration} onStarted={setStarted} onClose={close} />
          </May>
        ) : null}
      </Page>
    </ControlProvider>
  );
}

/** The runs, webhooks and records of one that is there are asked for apart: they stay, whatever became of the rest. */
function LoadedApart({ komboIntegrationId, error, children }: IntegrationFrameProps & { readonly error: Error }) {
  const segment = useSelectedLayoutSegment();
  if (isApiError(error) && error.status === 404) return null;
  return (
    <div className="mt-6">
      <IntegrationTabs komboIntegrationId={komboIntegrationId} integration={undefined} />
      {segment === null || segment === "settings" ? null : children}
    </div>
  );
}
