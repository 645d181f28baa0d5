"use client";

import { useQuery } from "@tanstack/react-query";

import { DataTable } from "@/components/data-table/data-table";
import { integrationQuery } from "@/lib/queries/integrations";

import { buildEndpointColumns } from "./endpoint-columns";
import { EndpointLegend } from "./endpoint-legend";

/** Where each endpoint stands, what it does now, and what can be done to it. */
export function EndpointsTab({ komboIntegrationId }: { readonly komboIntegrationId: string }) {
  const { data: integration } = useQuery(integrationQuery(komboIntegrationId));
  return (
    <section aria-label="Endpoints" className="mt-2">
      <DataTable
        label="Endpoints"
        height="two"
        rows={integration?.endpointRows}
        rowKey={(row) => row.endpoint}
        columns={buildEndpointColumns({
          komboIntegrationId,
          objectiveSeconds: integration?.confirmObjectiveSeconds ?? 1,
          isDeleted: integration?.deletion != null,
        })}
      />
      <EndpointLegend />
    </section>
  );
}
