import { addMilliseconds } from "@/lib/clock";
import type { Sql } from "@/lib/db/pool";
import type { LiveChange } from "@/lib/mirror/write-page";

import type { Claim } from "./claim-work";
import { leaseMs } from "./limits";

/** The lease passed to somebody else, or the run was ended: whatever was about to be written must not be. */
export class LeaseLostError extends Error {
  constructor(what: string) {
    super(what);
    this.name = "LeaseLostError";
  }
}

const noChange: LiveChange = { live: 0, deleted: 0 };

/** What a slice learns with each write: the endpoint's dirty mark, and whether it may ask Kombo for more. */
export type Fenced = { readonly wantedSeq: number; readonly isPaused: boolean };

/**
 * The first statement of every writing transaction (I4): no row, no write; and while the transaction is open its row
 * lock keeps anybody from taking the lease. Renews the lease.
 */
export async function fence(tx: Sql, claim: Claim, change: LiveChange = noChange): Promise<Fenced> {
  const { rows } = await tx.query<Fenced>(
    `UPDATE endpoint_states SET lease_expires_at = $4,
       live_records = greatest(0, live_records + $5), deleted_records = greatest(0, deleted_records + $6)
     WHERE integration_id = $1 AND endpoint = $2 AND lease_owner = $3
     RETURNING wanted_seq::float8 AS "wantedSeq",
       EXISTS (SELECT 1 FROM integrations WHERE id = $1 AND paused_at IS NOT NULL) AS "isPaused"`,
    [
      claim.integrationId,
      claim.endpoint.path,
      claim.token,
      addMilliseconds(claim.now(), leaseMs),
      change.live,
      change.deleted,
    ],
  );
  const [row] = rows;
  if (!row) throw new LeaseLostError(`The lease of ${claim.endpoint.path} is no longer ours`);
  return row;
}

/** Gives the endpoint back, to be looked at again at `dueAt`. */
export async function release(sql: Sql, claim: Claim, dueAt: Date): Promise<void> {
  await sql.query(
    `UPDATE endpoint_states SET lease_owner = NULL, lease_expires_at = NULL, due_at = $4
     WHERE integration_id = $1 AND endpoint = $2 AND lease_owner = $3`,
    [claim.integrationId, claim.endpoint.path, claim.token, dueAt],
  );
}

/**
 * Whoever holds the lease of one of these endpoints loses it: the page in its hand was compared with what is no longer
 * stored, and is asked for again (I4). Their rows must be locked.
 */
export async function takeLeases(
  tx: Sql,
  { integrationId, endpoints, at }: { integrationId: string; endpoints: readonly string[] | "all"; at: Date },
): Promise<void> {
  await tx.query(
    `UPDATE endpoint_states SET lease_owner = NULL, lease_expires_at = NULL, due_at = least(due_at, $2)
     WHERE integration_id = $1 AND ($3::text[] IS NULL OR endpoint = ANY($3)) AND lease_owner IS NOT NULL`,
    [integrationId, at, endpoints === "all" ? null : endpoints],
  );
}
