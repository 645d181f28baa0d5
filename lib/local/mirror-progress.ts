import type { Client } from "pg";

import type { Simulator } from "@/lib/simulator/simulator";

import { withClient } from "./local-database";
import { print } from "./print";
import { waitFor } from "./wait-for";

/** What Kombo sends when a customer connects a tool; the app answers by fetching everything. */
export function announceIntegrations(simulator: Simulator): void {
  for (const { id, tool, category, organizationName } of simulator.integrations) {
    simulator.sendWebhook("integration-created", { id, tool, category });
    print(`Connected ${organizationName}: ${tool} (${category}).`);
  }
}

export interface MirrorProgress {
  readonly databaseUrl: string;
  readonly integrations: number;
  readonly signal: AbortSignal;
}

/** Until every endpoint that can be fetched has been fetched completely once. */
export async function untilMirrored({ databaseUrl, integrations, signal }: MirrorProgress): Promise<void> {
  let told = "";
  await withClient(databaseUrl, (client) =>
    waitFor(
      async () => {
        const progress = await readProgress(client);
        const line = `Mirroring: ${progress.records} records, ${progress.done} of ${progress.endpoints} endpoints complete.`;
        if (progress.registered > 0 && line !== told) print(line);
        told = line;
        return progress.registered >= integrations && progress.endpoints > 0 && progress.done === progress.endpoints;
      },
      {
        timeoutSeconds: 900,
        intervalMs: 1000,
        signal,
        otherwise: () => `The first fetch did not end within 15 minutes. Last state: ${told}`,
      },
    ),
  );
}

interface Progress {
  readonly registered: number;
  readonly endpoints: number;
  readonly done: number;
  readonly records: number;
}

const NOTHING_YET: Progress = { registered: 0, endpoints: 0, done: 0, records: 0 };

async function readProgress(client: Client): Promise<Progress> {
  const { rows } = await client.query<Progress>(`
    SELECT
      (SELECT count(*)::int FROM integrations) AS registered,
      count(*)::int AS endpoints,
      (count(*) FILTER (WHERE watermark IS NOT NULL))::int AS done,
      (SELECT count(*)::int FROM records) AS records
    FROM endpoint_states
    WHERE enabled AND unavailable_reason IS NULL`);
  return rows[0] ?? NOTHING_YET;
}
