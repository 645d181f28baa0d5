import { randomUUID } from "node:crypto";

import type { Now } from "@/lib/clock";
import { addMilliseconds } from "@/lib/clock";
import type { Sql } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { type Endpoint, endpoints, getEndpoint } from "@/lib/kombo/endpoints";
import { type ErasedHere, findErasedHere } from "@/lib/mirror/erased-records";

import { listActiveRuns } from "./data";
import { decideWork, type Work } from "./decide-work";
import type { SyncDeps } from "./deps";
import { getKeyState } from "./kombo-key";
import { leaseMs } from "./limits";
import { readableIntegration } from "./readable";
import { type ClaimedRun, createRun, resumeRun } from "./run-mutations";
import { wantStaleCopies } from "./stale-copies";

/** The right to write one endpoint, and the run to do a slice of. */
export type Claim = {
  readonly token: string;
  readonly now: Now;
  readonly integrationId: string;
  readonly komboIntegrationId: string;
  readonly endpoint: Endpoint;
  readonly watermark: Date | null;
  /** The dirty mark at the claim: a higher one means a delta waits. */
  readonly wantedSeq: number;
  /** Read while the endpoint is locked: whoever erases locks it too, and takes the lease. */
  readonly erased: ErasedHere | null;
  readonly run: ClaimedRun;
};

export type ClaimOutcome =
  | { readonly kind: "claimed"; readonly claim: Claim }
  /** An endpoint was due, but there was nothing to do for it; others may be due. */
  | { readonly kind: "rested" }
  | { readonly kind: "idle" };

/**
 * Claims the endpoint that waits longest, those with a delta first, and decides what to do for it. The token is new at
 * every claim (I4); the claim, the choice and the run's start are one transaction.
 */
export async function claimWork(deps: SyncDeps, options = { deltasOnly: false }): Promise<ClaimOutcome> {
  const now = await deps.clock.start();
  const key = await getKeyState(deps.pool, deps.keyId);
  if (key.blockedUntil !== null && key.blockedUntil > now()) return { kind: "idle" };
  const isScarce = key.deltasOnlyUntil !== null && key.deltasOnlyUntil > now();
  const token = randomUUID();
  return withTransaction(deps.pool, async (tx) => {
    const row = await claimEndpoint(tx, { token, now: now(), deltasOnly: options.deltasOnly || isScarce });
    if (!row) return { kind: "idle" };
    const fullWantedAt = await wantStaleCopies(tx, { ...row, at: now() });
    const activeRuns = await listActiveRuns(tx, row);
    const clockDifferenceMs = key.clockOffsetMs ?? 0;
    const work = decideWork({
      wants: { ...row, fullWantedAt: fullWantedAt ?? row.fullWantedAt },
      activeRuns,
      now: now(),
      clockDifferenceMs,
    });
    if (work.kind === "rest") {
      await rest(tx, { token, until: work.until });
      return { kind: "rested" };
    }
    const run = await startRun(tx, { work, row, now: now() });
    const claim = {
      token,
      now,
      integrationId: row.integrationId,
      komboIntegrationId: row.komboIntegrationId,
      endpoint: getEndpoint(row.endpoint),
      watermark: row.watermark,
      wantedSeq: row.wantedSeq,
      erased: await findErasedHere(tx, { integrationId: row.integrationId, endpoint: getEndpoint(row.endpoint) }),
      run,
    };
    return { kind: "claimed", claim };
  });
}

export type ClaimedEndpoint = {
  readonly integrationId: string;
  readonly komboIntegrationId: string;
  readonly endpoint: string;
  readonly watermark: Date | null;
  readonly wantedSeq: number;
  readonly doneSeq: number;
  readonly fullWantedAt: Date | null;
  readonly consecutiveFailures: number;
};

/** What this deployment can fetch: a newer one may have registered more. */
export const knownPaths = endpoints.map(({ path }) => path);
/** What may be claimed of `endpoint_states s` and `integrations i`, leases and times apart. */
export const mayBeClaimed = `s.enabled AND s.endpoint = ANY($1) AND ${readableIntegration}`;
/** A first full fetch is wanted too, but is no delta. */
const isDelta = "s.wanted_seq > s.done_seq AND s.watermark IS NOT NULL";

const longestDue = (what: string) => `
       SELECT s.integration_id, s.endpoint, i.kombo_integration_id
       FROM endpoint_states s JOIN integrations i ON i.id = s.integration_id
       WHERE ${mayBeClaimed} AND s.due_at <= $2 AND (s.lease_expires_at IS NULL OR s.lease_expires_at <= $2) AND ${what}
       ORDER BY s.due_at LIMIT 1 FOR UPDATE OF s SKIP LOCKED`;

/**
 * Two looks, each in the order of its own index (endpoint_states_due_delta_idx, endpoint_states_due_idx): one that sorted
 * would read all that is due, which a weekly full fetch makes everything. SKIP LOCKED: processes that claim at the same
 * time get different endpoints.
 */
async function claimEndpoint(
  tx: Sql,
  claim: { token: string; now: Date; deltasOnly: boolean },
): Promise<ClaimedEndpoint | null> {
  const { rows } = await tx.query<ClaimedEndpoint>(
    `WITH delta AS MATERIALIZED (${longestDue(isDelta)}),
     other AS MATERIALIZED (${longestDue("NOT $5 AND NOT EXISTS (SELECT FROM delta)")}),
     due AS (SELECT * FROM delta UNION ALL SELECT * FROM other)
     UPDATE endpoint_states s SET lease_owner = $4, lease_expires_at = $3
     FROM due WHERE s.integration_id = due.integration_id AND s.endpoint = due.endpoint
     RETURNING s.integration_id AS "integrationId", due.kombo_integration_id AS "komboIntegrationId", s.endpoint,
               s.watermark, s.wanted_seq::float8 AS "wantedSeq", s.done_seq::float8 AS "doneSeq",
               s.full_wanted_at AS "fullWantedAt", s.consecutive_failures AS "consecutiveFailures"`,
    [knownPaths, claim.now, addMilliseconds(claim.now, leaseMs), claim.token, claim.deltasOnly],
  );
  return rows[0] ?? null;
}

async function rest(tx: Sql, input: { token: string; until: Date | null }): Promise<void> {
  await tx.query(
    "UPDATE endpoint_states SET lease_owner = NULL, lease_expires_at = NULL, due_at = $2 WHERE lease_owner = $1",
    [input.token, input.until],
  );
}

function startRun(
  tx: Sql,
  input: { work: Exclude<Work, { kind: "rest" }>; row: ClaimedEndpoint; now: Date },
): Promise<ClaimedRun> {
  const { work, row, now } = input;
  switch (work.kind) {
    case "resume":
      return resumeRun(tx, { runId: work.runId, row, now });
    case "create_delta":
      return createRun(tx, {
        row,
        now,
        mode: "delta",
        updatedAfter: work.updatedAfter,
        movesWatermark: work.movesWatermark,
      });
    case "create_full":
      return createRun(tx, { row, now, mode: "full", updatedAfter: null, movesWatermark: true });
  }
}
