import type { Actor } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import type { Sql } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";

import { getCommandedIntegration } from "./commanded-integration";
import type { CommandDeps } from "./deps";
import { lockEndpoints } from "./mark-dirty";
import type { PauseAnswer } from "./schema/controls";

type PauseCommand = { readonly actor: Actor; readonly komboIntegrationId: string };

/**
 * From now on no run of the integration is claimed, and a slice in progress stops after the page in hand; webhooks are
 * stored and mark endpoints dirty as before. Pausing what is paused changes nothing.
 */
export async function pauseIntegration(deps: CommandDeps, command: PauseCommand): Promise<PauseAnswer> {
  const now = await deps.clock.start();
  return withTransaction(deps.pool, async (tx) => {
    const integration = await getCommandedIntegration(tx, command.komboIntegrationId);
    const pausedAt = await storePause(tx, { integrationId: integration.id, pausedAt: now() });
    if (pausedAt) await audit(tx, { ...command, action: "integration.pause", at: now() });
    const stopping = await listRunningEndpoints(tx, integration.id);
    return { pausedAt: (pausedAt ?? integration.pausedAt)?.toISOString() ?? null, stopping, due: [] };
  });
}

/** What was marked, wanted or stopped meanwhile is due at once. */
export async function resumeIntegration(deps: CommandDeps, command: PauseCommand): Promise<PauseAnswer> {
  const now = await deps.clock.start();
  return withTransaction(deps.pool, async (tx) => {
    const { id } = await getCommandedIntegration(tx, command.komboIntegrationId);
    await lockEndpoints(tx, id);
    const due = await makeDue(tx, { integrationId: id, at: now() });
    const { rowCount } = await tx.query(
      "UPDATE integrations SET paused_at = NULL WHERE id = $1 AND paused_at IS NOT NULL",
      [id],
    );
    if (rowCount === 1) await audit(tx, { ...command, action: "integration.resume", at: now() });
    return { pausedAt: null, stopping: [], due };
  });
}

/** Null when it was paused already. */
async function storePause(tx: Sql, input: { integrationId: string; pausedAt: Date }): Promise<Date | null> {
  const { rows } = await tx.query<{ pausedAt: Date }>(
    `UPDATE integrations SET paused_at = $2 WHERE id = $1 AND paused_at IS NULL RETURNING paused_at AS "pausedAt"`,
    [input.integrationId, input.pausedAt],
  );
  return rows[0]?.pausedAt ?? null;
}

async function listRunningEndpoints(tx: Sql, integrationId: string): Promise<string[]> {
  const { rows } = await tx.query<{ endpoint: string }>(
    `SELECT DISTINCT endpoint FROM sync_runs WHERE integration_id = $1 AND state = 'running' ORDER BY endpoint`,
    [integrationId],
  );
  return rows.map(({ endpoint }) => endpoint);
}

/** Work that waits for a reason of its own (a retry, a rate limit) still does: its run says until when. */
async function makeDue(tx: Sql, input: { integrationId: string; at: Date }): Promise<string[]> {
  const { rows } = await tx.query<{ endpoint: string }>(
    `UPDATE endpoint_states s SET due_at = least(s.due_at, $2)
     WHERE s.integration_id = $1 AND s.enabled AND s.unavailable_reason IS NULL
       AND (s.wanted_seq > s.done_seq OR s.full_wanted_at IS NOT NULL
            OR EXISTS (SELECT 1 FROM sync_runs r WHERE r.integration_id = s.integration_id AND r.endpoint = s.endpoint
                       AND r.state IN ('queued', 'running')))
     RETURNING s.endpoint`,
    [input.integrationId, input.at],
  );
  return rows.map(({ endpoint }) => endpoint).toSorted();
}

function audit(tx: Sql, entry: PauseCommand & { action: string; at: Date }): Promise<void> {
  return insertAuditEvent(tx, {
    actor: entry.actor,
    action: entry.action,
    target: entry.komboIntegrationId,
    at: entry.at,
  });
}
