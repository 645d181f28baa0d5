import { type Actor, actorName } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import type { Sql } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";

import {
  type CommandedEndpoint,
  type CommandedIntegration,
  getCommandedIntegration,
  lockCommandedEndpoints,
  unknownEndpoint,
} from "./commanded-integration";
import { moveIntegration } from "./complete-run";
import type { CommandDeps } from "./deps";
import { disableEndpoints, enableEndpoints } from "./endpoint-mutations";
import { isReadable } from "./readable";
import { requestFullFetch } from "./request-full-fetch";
import { endpointLabel } from "./run-rows";
import type { EndpointChoiceAnswer } from "./schema/controls";

export type EndpointChoice = {
  readonly actor: Actor;
  readonly komboIntegrationId: string;
  readonly enable: readonly string[];
  readonly disable: readonly string[];
  readonly dryRun: boolean;
};

type Effect = EndpointChoiceAnswer["endpoints"][number]["effect"];

/**
 * Chooses which endpoints of an integration are mirrored. An enabled one is fetched in full, since what changed
 * meanwhile is unknown; a disabled one loses its work, never its records.
 */
export async function chooseEndpoints(deps: CommandDeps, choice: EndpointChoice): Promise<EndpointChoiceAnswer> {
  const both = choice.enable.find((endpoint) => choice.disable.includes(endpoint));
  if (both !== undefined) {
    throw new AppError("bad_request", `disable: ${both} stands in enable too. Name it in one of them.`);
  }
  const now = await deps.clock.start();
  return withTransaction(deps.pool, async (tx) => {
    const integration = await getCommandedIntegration(tx, choice.komboIntegrationId);
    const endpoints = [...choice.enable, ...choice.disable];
    const states = await lockCommandedEndpoints(tx, { integrationId: integration.id, endpoints });
    assertKnown(choice, states);
    const effects = new Map(states.map((state) => [state.endpoint, decideEffect(state, choice, integration)]));
    const endedRuns = await countActiveRuns(tx, { integrationId: integration.id, endpoints: choice.disable });
    if (!choice.dryRun) await apply(tx, { integration, choice, effects, at: now() });
    return {
      dryRun: choice.dryRun,
      endpoints: states.map(({ endpoint, liveRecords }) => ({
        endpoint,
        endpointLabel: endpointLabel(endpoint),
        enabled: choice.enable.includes(endpoint),
        effect: effects.get(endpoint) ?? "unchanged",
        endedRuns: endedRuns.get(endpoint) ?? 0,
        records: liveRecords,
      })),
    };
  });
}

function assertKnown(choice: EndpointChoice, states: readonly CommandedEndpoint[]): void {
  for (const field of ["enable", "disable"] as const) {
    const unknown = choice[field].find((path) => !states.some(({ endpoint }) => endpoint === path));
    if (unknown !== undefined) throw unknownEndpoint(field, unknown);
  }
}

function decideEffect(state: CommandedEndpoint, choice: EndpointChoice, integration: CommandedIntegration): Effect {
  const wanted = choice.enable.includes(state.endpoint);
  if (state.enabled === wanted) return "unchanged";
  if (!wanted) return "stopped";
  const canRead = state.unavailableReason === null && isReadable(integration.state) && !integration.pausedAt;
  return canRead ? "full_fetch" : "full_fetch_later";
}

async function apply(
  tx: Sql,
  input: {
    integration: CommandedIntegration;
    choice: EndpointChoice;
    effects: ReadonlyMap<string, Effect>;
    at: Date;
  },
): Promise<void> {
  const { integration, choice, effects, at } = input;
  const changed = (list: readonly string[]) => list.filter((endpoint) => effects.get(endpoint) !== "unchanged");
  const { enable, disable } = { enable: changed(choice.enable), disable: changed(choice.disable) };
  if (enable.length + disable.length === 0) return;
  const key = { integrationId: integration.id, at };
  const requestedBy = actorName(choice.actor);
  await disableEndpoints(tx, { ...key, endpoints: disable, by: requestedBy });
  await enableEndpoints(tx, { ...key, endpoints: enable });
  await requestFullFetch(tx, {
    komboIntegrationId: integration.komboIntegrationId,
    endpoints: enable,
    dryRun: false,
    trigger: "manual",
    requestedBy,
    at,
  });
  await moveIntegration(tx, integration.id);
  await insertAuditEvent(tx, {
    actor: choice.actor,
    action: "integration.choose_endpoints",
    target: integration.komboIntegrationId,
    after: { enable, disable },
    at,
  });
}

async function countActiveRuns(
  tx: Sql,
  input: { integrationId: string; endpoints: readonly string[] },
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await tx.query<{ endpoint: string; runs: number }>(
    `SELECT endpoint, count(*)::int AS runs FROM sync_runs
     WHERE integration_id = $1 AND endpoint = ANY($2) AND state IN ('queued', 'running') GROUP BY endpoint`,
    [input.integrationId, input.endpoints],
  );
  return new Map(rows.map(({ endpoint, runs }) => [endpoint, runs]));
}
