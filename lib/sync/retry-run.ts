import { type Actor, actorName } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import type { Sql } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";

import { lockEndpointOf } from "./cancel-run";
import type { CommandDeps } from "./deps";
import { watermarkAgeMaxMs } from "./limits";
import { markDirty } from "./mark-dirty";
import { isReadable } from "./readable";
import { wantIds } from "./refetch-mutations";
import { requestFullFetch } from "./request-full-fetch";
import { findRetryable, listIdsToAskAgain, noteRetry, type RetryableRun, wakeEndpoint } from "./retry-data";
import type { RetryAnswer, RetryPlan } from "./schema/retry";

/** What trying a run again would do now; null for a run that is not over, or has succeeded. */
export async function planRetry(deps: CommandDeps, runId: string): Promise<RetryPlan | null> {
  const run = await findRetryable(deps.pool, runId);
  if (!run || !isOver(run)) return null;
  const now = await deps.clock.start();
  return decideRetry(run, now());
}

/**
 * Tries a failed or cancelled run again: a full fetch and a fetch by id are queued, or joined; a delta is wanted by a mark
 * of its own, as every delta, so that the watermark and the other marks stay what they are (I6). Audited in the same
 * transaction.
 */
export async function retryRun(deps: CommandDeps, command: { runId: string; actor: Actor }): Promise<RetryAnswer> {
  const now = await deps.clock.start();
  return withTransaction(deps.pool, async (tx) => {
    await lockEndpointOf(tx, command.runId);
    const run = await findRetryable(tx, command.runId);
    if (!run) throw new AppError("not_found", "There is no run with this id.");
    if (!isOver(run)) {
      throw new AppError("conflict", "Only a run that failed or was cancelled is tried again; this one is neither.");
    }
    const plan = decideRetry(run, now());
    if (plan.refusal !== null) throw new AppError("conflict", plan.refusal);
    const answer = await starters[plan.mode](tx, { run, requestedBy: actorName(command.actor), at: now() });
    await insertAuditEvent(tx, {
      actor: command.actor,
      action: "run.retry",
      target: command.runId,
      after: { mode: plan.mode, dryRun: plan.dryRun, runId: answer.runId },
      at: now(),
    });
    return answer;
  });
}

function isOver({ state }: RetryableRun): boolean {
  return state === "failed" || state === "cancelled";
}

function decideRetry(run: RetryableRun, at: Date): RetryPlan {
  const { watermark } = run;
  // A delta without a usable watermark is a full fetch (I15).
  const canDelta = watermark !== null && at.getTime() - watermark.getTime() < watermarkAgeMaxMs;
  const mode = run.mode === "delta" && !canDelta ? "full" : run.mode;
  return {
    mode,
    dryRun: run.dryRun,
    since: mode === "delta" ? (watermark?.toISOString() ?? null) : null,
    records: mode === "ids" ? run.wantedIds : run.knownRecords,
    refusal: decideRefusal(run),
  };
}

function decideRefusal(run: RetryableRun): string | null {
  if (run.isDeleted) return "The integration is deleted in Kombo, so nothing can be fetched for it.";
  if (run.isPaused) return "The integration is paused. Resume it first: that fetches what was missed.";
  if (!isReadable(run.integrationState)) {
    return `Kombo says the integration is ${run.integrationState}. The customer has to connect again first.`;
  }
  if (!run.enabled) return "The endpoint is switched off. Switch it on: that fetches everything.";
  if (run.unavailableReason === null) return null;
  return `Kombo does not offer the endpoint (${run.unavailableReason}). It is looked at again each day.`;
}

type Start = { readonly run: RetryableRun; readonly requestedBy: string; readonly at: Date };

const starters: Readonly<Record<RetryPlan["mode"], (tx: Sql, start: Start) => Promise<RetryAnswer>>> = {
  async full(tx, { run, requestedBy, at }) {
    const { komboIntegrationId, endpoint, dryRun } = run;
    const wish = { komboIntegrationId, endpoints: [endpoint], dryRun, requestedBy, at };
    const [queued] = await requestFullFetch(tx, { ...wish, trigger: "manual" });
    if (!queued) throw new AppError("conflict", "The integration was paused or lost its connection meanwhile.");
    return started(tx, run, queued);
  },
  async ids(tx, { run, requestedBy, at }) {
    const { integrationId, endpoint } = run;
    const komboIds = await listIdsToAskAgain(tx, run.id);
    const queued = await wantIds(tx, { integrationId, endpoint, komboIds, trigger: "refetch", requestedBy, at });
    return started(tx, run, queued);
  },
  async delta(tx, { run, requestedBy, at }) {
    const { id, integrationId, endpoint } = run;
    const retry = { of: id, by: requestedBy };
    await markDirty(tx, { integrationId, endpoints: [endpoint], trigger: "manual", webhookEventId: null, retry, at });
    // A person does not wait for the pace at which a failing endpoint is tried by itself.
    await wakeEndpoint(tx, { integrationId, endpoint, at });
    return { runId: null, joined: false };
  },
};

async function started(tx: Sql, run: RetryableRun, queued: { id: string; joined: boolean }): Promise<RetryAnswer> {
  if (!queued.joined) await noteRetry(tx, { runId: queued.id, retryOf: run.id });
  return { runId: queued.id, joined: queued.joined };
}
