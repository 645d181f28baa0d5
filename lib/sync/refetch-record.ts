import { type Actor, actorName } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import type { Sql } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { endpoints } from "@/lib/kombo/endpoints";

import { getCommandedIntegration, lockCommandedEndpoints } from "./commanded-integration";
import type { CommandDeps } from "./deps";
import { isReadable } from "./readable";
import { wantIds } from "./refetch-mutations";
import type { RefetchAnswer } from "./schema/controls";

/**
 * Wants one record again. The run waits for its endpoint's lease like any other (I4); a record the mirror does not hold
 * can be wanted too.
 */
export async function refetchRecord(
  deps: CommandDeps,
  command: {
    readonly actor: Actor;
    readonly komboIntegrationId: string;
    readonly model: string;
    readonly komboId: string;
  },
): Promise<RefetchAnswer> {
  const { komboIntegrationId, model, komboId } = command;
  const endpoint = endpoints.find((candidate) => candidate.model === model)?.path;
  if (endpoint === undefined) {
    throw new AppError("bad_request", `model: ${model} is not a model of the mirror. Take one from its records.`);
  }
  // Ids are asked for in one list, joined by commas.
  if (komboId.trim() === "" || komboId.includes(",")) {
    throw new AppError("bad_request", "id: is not an id of Kombo. Give one id, without commas.");
  }
  const now = await deps.clock.start();
  return withTransaction(deps.pool, async (tx) => {
    const integration = await getCommandedIntegration(tx, komboIntegrationId);
    if (integration.pausedAt) throw new AppError("conflict", "The integration is paused. Resume it first.");
    if (!isReadable(integration.state)) {
      throw new AppError("conflict", `The integration is ${integration.state} in Kombo, so nothing can be fetched.`);
    }
    await lockReadableEndpoint(tx, { integrationId: integration.id, endpoint });
    const run = await wantIds(tx, {
      integrationId: integration.id,
      endpoint,
      komboIds: [komboId],
      trigger: "refetch",
      requestedBy: actorName(command.actor),
      at: now(),
    });
    await insertAuditEvent(tx, {
      actor: command.actor,
      action: "record.refetch",
      target: `${komboIntegrationId} ${model} ${komboId}`,
      after: { run: run.id },
      at: now(),
    });
    return { run };
  });
}

async function lockReadableEndpoint(tx: Sql, key: { integrationId: string; endpoint: string }): Promise<void> {
  const [state] = await lockCommandedEndpoints(tx, { integrationId: key.integrationId, endpoints: [key.endpoint] });
  if (!state) throw new AppError("bad_request", "model: is not one of this integration. Take one from its records.");
  if (!state.enabled) throw new AppError("conflict", `${key.endpoint} is disabled. Enable it first.`);
  if (state.unavailableReason !== null) {
    throw new AppError("conflict", `${key.endpoint} is not available in Kombo: ${state.unavailableReason}.`);
  }
}
