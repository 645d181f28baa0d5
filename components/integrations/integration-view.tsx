"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";

import { DataTable } from "@/components/data-table/data-table";
import { DetailProblem } from "@/components/feedback/detail-problem";
import type { PageKey } from "@/components/keyboard/keys";
import { RecentRuns } from "@/components/runs/recent-runs";
import { May } from "@/components/shell/may";
import { Page, type Crumb } from "@/components/shell/page";
import { LoadingTitle } from "@/components/shell/page-title";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/panel";
import { RecentWebhooks } from "@/components/webhooks/recent-webhooks";
import { cutId, formatNumber } from "@/lib/format";
import type { IntegrationDetail } from "@/lib/health/schema";
import { integrationQuery } from "@/lib/queries/integrations";
import type { FullFetchAnswer } from "@/lib/sync/schema";

import { Cutover } from "./cutover";
import { DeletedData } from "./deleted-data";
import { buildEndpointColumns } from "./endpoint-columns";
import { EndpointLegend } from "./endpoint-legend";
import { FullFetchDialog } from "./full-fetch-dialog";
import { FullFetchProgress } from "./full-fetch-progress";
import { IntegrationFigures } from "./integration-figures";
import { IntegrationHead } from "./integration-head";
import { nameIntegration } from "./integration-name";

/** A dialog that is open stands in the address, so that the palette can open it too. */
const asking = parseAsStringLiteral(["full-fetch"]);

export function IntegrationView({ komboIntegrationId }: { readonly komboIntegrationId: string }) {
  const { data: integration, error, refetch } = useQuery(integrationQuery(komboIntegrationId));
  const [asked, setAsked] = useQueryState("ask", asking);
  const [started, setStarted] = useState<FullFetchAnswer["runs"]>([]);
  const crumbs: readonly Crumb[] = [
    { label: "Integrations", href: "/integrations" },
    { label: integration ? nameIntegration(integration) : cutId(komboIntegrationId) },
  ];
  if (error && !integration) {
    return (
      <Page crumbs={crumbs}>
        <DetailProblem kind="integration" list="/integrations" error={error} onRetry={() => void refetch()} />
      </Page>
    );
  }
  return (
    <Page crumbs={crumbs}>
      {integration ? (
        <IntegrationHead
          integration={integration}
          actions={
            integration.deletion ? null : (
              <May door="POST /api/integrations/[id]/full-fetch">
                <Button
                  look="primary"
                  aria-keyshortcuts={"f" satisfies PageKey}
                  onClick={() => void setAsked("full-fetch")}
                >
                  Force full fetch…
                </Button>
              </May>
            )
          }
        />
      ) : (
        <LoadingTitle />
      )}
      {integration?.deletion ? (
        <DeletedData komboIntegrationId={komboIntegrationId} deletion={integration.deletion} />
      ) : null}
      <div className="mt-4">
        <IntegrationFigures integration={integration} />
      </div>
      {integration ? <FullFetchProgress endpoints={integration.endpointRows} started={started} /> : null}
      <Endpoints integration={integration} komboIntegrationId={komboIntegrationId} />
      <div className="mt-6 grid grid-cols-1 gap-6 min-[1100px]:grid-cols-2">
        <RecentRuns komboIntegrationId={komboIntegrationId} />
        <RecentWebhooks komboIntegrationId={komboIntegrationId} />
      </div>
      <Cutover komboIntegrationId={komboIntegrationId} />
      {asked === "full-fetch" && integration && !integration.deletion ? (
        <May door="POST /api/integrations/[id]/full-fetch">
          <FullFetchDialog integration={integration} onClose={() => void setAsked(null)} onStarted={setStarted} />
        </May>
      ) : null}
    </Page>
  );
}

type EndpointsProps = { readonly integration: IntegrationDetail | undefined; readonly komboIntegrationId: string };

function Endpoints({ integration, komboIntegrationId }: EndpointsProps) {
  return (
    <Section
      className="mt-5"
      title="Endpoints"
      count={integration ? formatNumber(integration.endpointRows.length) : undefined}
    >
      <DataTable
        label="Endpoints"
        height="two"
        rows={integration?.endpointRows}
        rowKey={(row) => row.endpoint}
        columns={buildEndpointColumns({
          komboIntegrationId,
          objectiveSeconds: integration?.confirmObjectiveSeconds ?? 1,
        })}
      />
      <EndpointLegend />
    </Section>
  );
}
