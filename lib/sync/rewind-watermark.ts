import type { Actor } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import type { Pool, Sql } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";

import {
  type CommandedEndpoint,
  getCommandedEndpoint,
  getCommandedIntegration,
  lockCommandedEndpoints,
} from "./commanded-integration";
import { moveIntegration } from "./complete-run";
import type { CommandDeps } from "./deps";
import { watermarkAgeMaxMs } from "./limits";
import { markDirty } from "./mark-dirty";
import { endpointLabel } from "./run-rows";
import type { RewindAnswer, RewindRequest } from "./schema/controls";

type Rewind = RewindRequest & { readonly komboIntegrationId: string };

/** What a rewind would do; changes nothing. */
export async function previewRewind(deps: CommandDeps, rewind: Rewind): Promise<RewindAnswer> {
  const now = await deps.clock.start();
  const { id } = await getCommandedIntegration(deps.pool, rewind.komboIntegrationId);
  const state = await getCommandedEndpoint(deps.pool, { integrationId: id, endpoint: rewind.endpoint });
  return describe(deps.pool, { integrationId: id, state, to: new Date(rewind.to), at: now() });
}

/**
 * Sets the watermark of an endpoint back, the one move backwards there is (I6), and marks it dirty. The row's lock makes
 * it wait for a page or a completion in hand and keeps both out meanwhile (I4). A run in progress asked from the old
 * watermark, so it goes on but moves the watermark no more: only a run that starts after the rewind does.
 */
export async function rewindWatermark(deps: CommandDeps, command: Rewind & { actor: Actor }): Promise<RewindAnswer> {
  const now = await deps.clock.start();
  return withTransaction(deps.pool, async (tx) => {
    const { id } = await getCommandedIntegration(tx, command.komboIntegrationId);
    const key = { integrationId: id, endpoint: command.endpoint };
    const [locked] = await lockCommandedEndpoints(tx, { integrationId: id, endpoints: [command.endpoint] });
    const state = locked ?? (await getCommandedEndpoint(tx, key));
    const answer = await describe(tx, { integrationId: id, state, to: new Date(command.to), at: now() });
    await tx.query(
      `UPDATE endpoint_states SET watermark = $3, full_wanted_at = CASE WHEN $4 THEN $5 ELSE full_wanted_at END
       WHERE integration_id = $1 AND endpoint = $2`,
      [id, command.endpoint, answer.to, answer.becomesFullFetch, now()],
    );
    await tx.query(`UPDATE sync_runs SET moves_watermark = false WHERE ${inProgress}`, [id, command.endpoint]);
    await markDirty(tx, {
      integrationId: id,
      endpoints: [command.endpoint],
      trigger: "manual",
      webhookEventId: null,
      at: now(),
    });
    await moveIntegration(tx, id);
    await insertAuditEvent(tx, {
      actor: command.actor,
      action: "endpoint.rewind",
      target: `${command.komboIntegrationId} ${command.endpoint}`,
      before: { watermark: answer.from },
      after: { watermark: answer.to },
      at: now(),
    });
    return answer;
  });
}

const inProgress = `integration_id = $1 AND endpoint = $2 AND state = 'running' AND mode IN ('delta', 'full')
  AND NOT dry_run AND fetch_started_at IS NOT NULL`;

async function describe(
  sql: Pool | Sql,
  input: { integrationId: string; state: CommandedEndpoint; to: Date; at: Date },
): Promise<RewindAnswer> {
  const { integrationId, state, to, at } = input;
  const from = checkRewind(state, to);
  // What changed since then was fetched since then, but for what two clocks differ by: an index leads to these.
  const { rows } = await sql.query<{ records: number; runs: number }>(
    `SELECT (SELECT count(*)::int FROM records WHERE integration_id = $1 AND model = $3 AND changed_at > $4
               AND fetched_at > $4::timestamptz - interval '1 day') AS records,
            (SELECT count(*)::int FROM sync_runs WHERE ${inProgress}) AS runs`,
    [integrationId, state.endpoint, state.model, to],
  );
  return {
    endpoint: state.endpoint,
    endpointLabel: endpointLabel(state.endpoint),
    from: from.toISOString(),
    to: to.toISOString(),
    records: rows[0]?.records ?? 0,
    becomesFullFetch: at.getTime() - to.getTime() >= watermarkAgeMaxMs,
    runsInProgress: rows[0]?.runs ?? 0,
  };
}

/** The watermark to leave. */
function checkRewind({ endpoint, enabled, watermark }: CommandedEndpoint, to: Date): Date {
  if (!enabled) throw new AppError("conflict", `${endpoint} is disabled. Enable it: that fetches everything.`);
  if (watermark === null) {
    throw new AppError(
      "conflict",
      `${endpoint} has no watermark before its first complete full fetch, which fetches everything anyway.`,
    );
  }
  if (to >= watermark) {
    throw new AppError(
      "bad_request",
      `to: is not before the watermark, ${watermark.toISOString()}. Give an earlier time.`,
    );
  }
  return watermark;
}
