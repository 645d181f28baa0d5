import { addMilliseconds } from "@/lib/clock";
import { withTransaction } from "@/lib/db/transaction";
import { errorMessage } from "@/lib/errors";
import { type FailedAttempt, KomboError, type KomboErrorKind } from "@/lib/kombo/errors";

import type { Claim } from "./claim-work";
import type { SyncDeps } from "./deps";
import { holdAgain } from "./hold-again";
import { blockKeyAfter, rateLimitWaitMs } from "./kombo-key";
import { fence, LeaseLostError, release } from "./lease";
import {
  failedFullWaitMs,
  failedRunWaitMs,
  notReadyWaitMs,
  refusedKeyWaitMs,
  retryWaitMs,
  runFailuresMax,
  unavailableWaitMs,
} from "./limits";
import { attemptsWith } from "./run-mutations";
import type { SliceOutcome } from "./run-slice";
import { noteUnasked } from "./stale-copies";

/** What a failure does to its run. `waits` keeps it running, to be resumed where it stopped. */
type Settlement =
  | { readonly kind: "waits"; readonly waitMs: number; readonly counts: boolean }
  | { readonly kind: "restarts" }
  | { readonly kind: "fails" }
  /** Not offered by this tool: the run is over, the endpoint says why, another look in a day. */
  | { readonly kind: "unavailable" };

/** A failure becomes the run's state. One that is not Kombo's (the database's, or a defect of ours) is tried again too. */
export async function settleFailure(deps: SyncDeps, claim: Claim, error: unknown): Promise<SliceOutcome> {
  const failure = error instanceof KomboError ? error : null;
  const settlement = decideSettlement(claim, failure);
  const attempts = failure?.attempts ?? 0;
  if (failure) await blockKeyAfter(deps, failure, claim.now());
  const code = failure?.code ?? "INTERNAL";
  deps.log[failure ? "warn" : "error"](
    { runId: claim.run.id, integration: claim.komboIntegrationId, endpoint: claim.endpoint.path, code, err: error },
    "slice failed",
  );
  try {
    await withTransaction(deps.pool, async (tx) => {
      await fence(tx, claim);
      await tx.query(
        `UPDATE sync_runs SET requests = requests + $2, retries = retries + $3, attempts = ${attemptsWith("$4")}
         WHERE id = $1`,
        [claim.run.id, attempts, Math.max(0, attempts - 1), JSON.stringify(listAttempts(failure, settlement))],
      );
      await settlers[settlement.kind]({ tx, claim, settlement, code, message: messageOf(error) });
    });
  } catch (settleError) {
    if (settleError instanceof LeaseLostError) return { kind: "lost" };
    throw settleError;
  }
  return { kind: "failed", code, isFinal: settlement.kind === "fails" || settlement.kind === "unavailable" };
}

/** The last of them is followed by the wait of its run. */
function listAttempts(failure: KomboError | null, settlement: Settlement): readonly FailedAttempt[] {
  const last = failure?.tried.at(-1);
  if (!failure || !last || settlement.kind !== "waits") return failure?.tried ?? [];
  return [...failure.tried.slice(0, -1), { ...last, waitMs: Math.round(settlement.waitMs) }];
}

const waitByKind: Readonly<Partial<Record<KomboErrorKind, number>>> = {
  unauthorized: refusedKeyWaitMs,
  not_ready: notReadyWaitMs,
  gone: notReadyWaitMs,
};

function decideSettlement(claim: Pick<Claim, "run">, failure: KomboError | null): Settlement {
  const failures = claim.run.failures + 1;
  if (!failure) return retryOrFail(failures, 0);
  const waitMs = waitByKind[failure.kind];
  if (waitMs !== undefined) return { kind: "waits", waitMs, counts: false };
  if (failure.kind === "rate_limited") return { kind: "waits", waitMs: rateLimitWaitMs(failure), counts: false };
  if (failure.kind === "model_unavailable") return { kind: "unavailable" };
  if (failure.kind === "cursor_rejected" && claim.run.restarts === 0) return { kind: "restarts" };
  return failure.kind === "transient" ? retryOrFail(failures, failure.retryAfterMs ?? 0) : { kind: "fails" };
}

function retryOrFail(failures: number, atLeastMs: number): Settlement {
  if (failures >= runFailuresMax) return { kind: "fails" };
  return { kind: "waits", waitMs: Math.max(atLeastMs, retryWaitMs(failures)), counts: true };
}

type Settling = {
  readonly tx: Parameters<Parameters<typeof withTransaction>[1]>[0];
  readonly claim: Claim;
  readonly settlement: Settlement;
  readonly code: string;
  readonly message: string;
};

const settlers: Readonly<Record<Settlement["kind"], (settling: Settling) => Promise<void>>> = {
  async waits({ tx, claim, settlement, code, message }) {
    if (settlement.kind !== "waits") return;
    await tx.query(
      `UPDATE sync_runs SET waiting_until = $2, failures = failures + $3, error_code = $4, error_message = $5
       WHERE id = $1 AND state = 'running'`,
      [claim.run.id, addMilliseconds(claim.now(), settlement.waitMs), settlement.counts ? 1 : 0, code, message],
    );
    await release(tx, claim, claim.now());
  },
  // The same run, the same fetch start and page numbering; counts are of all answers.
  async restarts({ tx, claim, code, message }) {
    await tx.query("DELETE FROM run_seen_ids WHERE run_id = $1", [claim.run.id]);
    await tx.query(
      `UPDATE sync_runs SET cursor = NULL, restarts = restarts + 1, error_code = $2, error_message = $3
       WHERE id = $1 AND state = 'running'`,
      [claim.run.id, code, message],
    );
    await release(tx, claim, claim.now());
  },
  async fails({ tx, claim, code, message }) {
    if (claim.run.isReviewed) return holdAgain(tx, claim, { code, message });
    await endRun({ tx, claim, state: "failed", code, message });
    if (claim.run.mode === "ids") await noteUnasked(tx, claim);
    // Neither a pass of nothing nor a question about single records says how the endpoint does.
    if (claim.run.dryRun || claim.run.mode === "ids") return release(tx, claim, claim.now());
    const { rows } = await tx.query<{ failures: number }>(
      `UPDATE endpoint_states SET consecutive_failures = consecutive_failures + 1
       WHERE integration_id = $1 AND endpoint = $2 RETURNING consecutive_failures AS failures`,
      [claim.integrationId, claim.endpoint.path],
    );
    const waitMs = failedRunWaitMs(rows[0]?.failures ?? 1);
    // Deltas may succeed meanwhile: the wish for a full fetch keeps a pace of its own.
    if (claim.run.mode === "full") await postponeFull(tx, claim, Math.max(failedFullWaitMs, waitMs));
    await release(tx, claim, addMilliseconds(claim.now(), waitMs));
  },
  async unavailable({ tx, claim, code, message }) {
    if (claim.run.isReviewed) return holdAgain(tx, claim, { code, message });
    await endRun({ tx, claim, state: "cancelled", code, message });
    if (claim.run.dryRun) return release(tx, claim, claim.now());
    // Wanted in full as soon as it is offered: what changed meanwhile is unknown.
    await tx.query(
      `UPDATE endpoint_states SET unavailable_reason = $3, full_wanted_at = coalesce(full_wanted_at, $4)
       WHERE integration_id = $1 AND endpoint = $2`,
      [claim.integrationId, claim.endpoint.path, code, claim.now()],
    );
    await release(tx, claim, addMilliseconds(claim.now(), unavailableWaitMs));
  },
};

async function postponeFull(tx: Settling["tx"], claim: Claim, waitMs: number): Promise<void> {
  await tx.query(
    `UPDATE endpoint_states SET full_wanted_at = $3
     WHERE integration_id = $1 AND endpoint = $2 AND full_wanted_at IS NOT NULL`,
    [claim.integrationId, claim.endpoint.path, addMilliseconds(claim.now(), waitMs)],
  );
}

async function endRun(input: Omit<Settling, "settlement"> & { state: "failed" | "cancelled" }): Promise<void> {
  await input.tx.query(
    `UPDATE sync_runs SET state = $2, finished_at = $3, waiting_until = NULL, error_code = $4, error_message = $5
     WHERE id = $1 AND state = 'running'`,
    [input.claim.run.id, input.state, input.claim.now(), input.code, input.message],
  );
  await input.tx.query("DELETE FROM run_seen_ids WHERE run_id = $1", [input.claim.run.id]);
}

/** Shown to people: Kombo's words, but never the text of an error of ours, which may hold values. */
function messageOf(error: unknown): string {
  if (error instanceof KomboError) return errorMessage(error).slice(0, 500);
  return "An error of Kombo Mirror itself; the log of the server has its text";
}
