import type { Sql } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";

import { confirmObjectiveMs, serveObjectiveMs } from "./limits";
import type { SettingsAnswer } from "./schema/controls";

export type CommandedIntegration = SettingsAnswer & {
  readonly id: string;
  readonly komboIntegrationId: string;
  readonly state: string;
  readonly pausedAt: Date | null;
};

/** The integration a person's command is about. Not locked: endpoints are locked before it, as runs do. */
export async function getCommandedIntegration(tx: Sql, komboIntegrationId: string): Promise<CommandedIntegration> {
  const { rows } = await tx.query<CommandedIntegration & { deletedAt: Date | null }>(
    `SELECT id, kombo_integration_id AS "komboIntegrationId", state, paused_at AS "pausedAt", deleted_at AS "deletedAt",
            strategy, legacy_events AS "legacyEvents",
            coalesce(serve_objective_seconds, $2) AS "serveObjectiveSeconds",
            coalesce(confirm_objective_seconds, $3) AS "confirmObjectiveSeconds"
     FROM integrations WHERE kombo_integration_id = $1`,
    [komboIntegrationId, serveObjectiveMs / 1000, confirmObjectiveMs / 1000],
  );
  const [row] = rows;
  if (!row) throw new AppError("not_found", "There is no integration with this id.");
  const { deletedAt, ...integration } = row;
  if (deletedAt)
    throw new AppError("conflict", "The integration is deleted in Kombo, so nothing can be fetched for it.");
  return integration;
}

export type CommandedEndpoint = {
  readonly endpoint: string;
  readonly model: string;
  readonly enabled: boolean;
  readonly watermark: Date | null;
  readonly unavailableReason: string | null;
  readonly liveRecords: number;
};

const columns = `endpoint, model, enabled, watermark, unavailable_reason AS "unavailableReason",
  live_records AS "liveRecords"`;

/** Its endpoints, locked in the one order. */
export async function lockCommandedEndpoints(
  tx: Sql,
  input: { integrationId: string; endpoints: readonly string[] },
): Promise<readonly CommandedEndpoint[]> {
  const { rows } = await tx.query<CommandedEndpoint>(
    `SELECT ${columns} FROM endpoint_states WHERE integration_id = $1 AND endpoint = ANY($2)
     ORDER BY endpoint FOR UPDATE`,
    [input.integrationId, input.endpoints],
  );
  return rows;
}

export async function getCommandedEndpoint(
  sql: Sql,
  key: { integrationId: string; endpoint: string },
): Promise<CommandedEndpoint> {
  const { rows } = await sql.query<CommandedEndpoint>(
    `SELECT ${columns} FROM endpoint_states WHERE integration_id = $1 AND endpoint = $2`,
    [key.integrationId, key.endpoint],
  );
  const [row] = rows;
  if (!row) throw unknownEndpoint("endpoint", key.endpoint);
  return row;
}

/** Says which field named an endpoint the integration does not have. */
export function unknownEndpoint(field: string, endpoint: string): AppError {
  return new AppError(
    "bad_request",
    `${field}: ${endpoint} is not an endpoint of this integration. Take one from the list of its endpoints.`,
  );
}
