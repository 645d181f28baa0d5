"use client";

import { useQuery } from "@tanstack/react-query";

import { DataTable } from "@/components/data-table/data-table";
import { ErrorState } from "@/components/feedback/error-state";
import { SettingsPage } from "@/components/settings/settings-page";
import { Section } from "@/components/ui/panel";
import { formatCount } from "@/lib/format";
import type { Connection } from "@/lib/health/schema/connection";
import { connectionQuery } from "@/lib/queries/connection";

import { KomboPanel } from "./kombo-panel";
import { Parts } from "./parts";
import { variableColumns } from "./variable-columns";
import { WebhookPanel } from "./webhook-panel";

/** How this deployment hangs together with Kombo, its database, its cron and whoever is told. */
export function ConnectionView() {
  const { data: connection, error, refetch } = useQuery(connectionQuery);
  return (
    <SettingsPage current="/settings/connection" lead={describe(connection)}>
      {error && !connection ? (
        <ErrorState
          subject="The connection"
          unaffected="Webhooks and fetching go on; only this page is missing."
          error={error}
          onRetry={() => void refetch()}
        />
      ) : (
        // What loads has other heights than what has loaded: it is replaced, and nothing is moved.
        <div key={connection ? "loaded" : "loading"} className="mt-5 grid max-w-300 gap-6">
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <WebhookPanel webhooks={connection?.webhooks} />
            <KomboPanel kombo={connection?.kombo} />
          </div>
          <Parts connection={connection} />
          <Section title="Environment" count="names only, never a value">
            <DataTable
              label="Environment"
              columns={variableColumns}
              rows={connection?.variables}
              rowKey={({ name }) => name}
              height="two"
            />
          </Section>
        </div>
      )}
    </SettingsPage>
  );
}

function describe(connection: Connection | undefined): string {
  if (!connection) return "Kombo, webhooks, the database, the scheduler and alerts.";
  const troubled = connection.parts.filter(({ state }) => state === "broken" || state === "late");
  const unseen = connection.parts.filter(({ state }) => state === "open").length;
  if (troubled.length === 0)
    return unseen === 0
      ? "Every part works."
      : `Nothing is broken. ${formatCount(unseen, "part was", "parts were")} not seen at work yet.`;
  const names = troubled.map(({ label }) => label).join(", ");
  return `${formatCount(troubled.length, "part needs", "parts need")} a look: ${names}.`;
}
