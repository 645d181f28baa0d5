import { createHash } from "node:crypto";

import { addMilliseconds, latestPossible } from "@/lib/clock";
import type { Pool } from "@/lib/db/pool";
import type { KomboError } from "@/lib/kombo/errors";
import { type KomboLimits, waitMaxMs } from "@/lib/kombo/request";

import { refusedKeyWaitMs } from "./limits";

export type KeyState = {
  readonly blockedUntil: Date | null;
  readonly blockedReason: string | null;
  readonly lastOkAt: Date | null;
  readonly latencyMs: number | null;
  readonly clockOffsetMs: number | null;
  /** Until then full fetches leave the rest of the rate window to deltas (I13). */
  readonly deltasOnlyUntil: Date | null;
};

const unknownKey: KeyState = {
  blockedUntil: null,
  blockedReason: null,
  lastOkAt: null,
  latencyMs: null,
  clockOffsetMs: null,
  deltasOnlyUntil: null,
};

/** The key's row is named by its hash: the key itself is never stored. */
export function komboKeyId(apiKey: string): string {
  return createHash("sha256").update(apiKey).digest("hex");
}

export async function getKeyState(pool: Pool, keyId: string): Promise<KeyState> {
  const { rows } = await pool.query<KeyState>(
    `SELECT blocked_until AS "blockedUntil", blocked_reason AS "blockedReason", last_ok_at AS "lastOkAt",
            latency_ms AS "latencyMs", clock_offset_ms AS "clockOffsetMs",
            deltas_only_until AS "deltasOnlyUntil"
     FROM kombo_keys WHERE id = $1`,
    [keyId],
  );
  return rows[0] ?? unknownKey;
}

/** Everybody with this key waits (I17); a longer wait that is already set stands. */
async function blockKey(
  pool: Pool,
  block: { keyId: string; until: Date; reason: "rate_limited" | "refused" },
): Promise<void> {
  await pool.query(
    `INSERT INTO kombo_keys (id, blocked_until, blocked_reason) VALUES ($1, $2, $3)
     ON CONFLICT (id) DO UPDATE SET blocked_until = excluded.blocked_until, blocked_reason = excluded.blocked_reason
     WHERE kombo_keys.blocked_until IS NULL OR kombo_keys.blocked_until < excluded.blocked_until`,
    [block.keyId, block.until, block.reason],
  );
}

/** Full fetches wait for the next window, so that deltas find room in this one (I13). */
async function keepForDeltas(pool: Pool, kept: { keyId: string; until: Date }): Promise<void> {
  await pool.query(
    `INSERT INTO kombo_keys (id, deltas_only_until) VALUES ($1, $2)
     ON CONFLICT (id) DO UPDATE SET deltas_only_until = excluded.deltas_only_until
     WHERE kombo_keys.deltas_only_until IS NULL OR kombo_keys.deltas_only_until < excluded.deltas_only_until - interval '1 second'`,
    [kept.keyId, kept.until],
  );
}

/**
 * Notes an answer; at most once in five seconds, since every page of every run passes here. One that used the window up
 * blocks the key (I17).
 */
export async function noteAnswer(
  pool: Pool,
  answer: { keyId: string; at: Date; latencyMs: number; limits: KomboLimits },
): Promise<void> {
  const { exhaustedForMs, scarceForMs } = answer.limits;
  if (scarceForMs !== null) {
    await keepForDeltas(pool, { keyId: answer.keyId, until: addMilliseconds(answer.at, scarceForMs) });
  }
  if (exhaustedForMs !== null) {
    const until = addMilliseconds(answer.at, exhaustedForMs);
    await blockKey(pool, { keyId: answer.keyId, until, reason: "rate_limited" });
  }
  // Where it was noted a moment ago nothing is locked: even a lock that changes nothing waits for the disk.
  await pool.query(
    `INSERT INTO kombo_keys (id, last_ok_at, latency_ms, clock_offset_ms)
     SELECT $1, $2::timestamptz, $3::integer, $4::integer WHERE NOT EXISTS (
       SELECT 1 FROM kombo_keys WHERE id = $1 AND last_ok_at >= $2 - interval '5 seconds')
     ON CONFLICT (id) DO UPDATE SET last_ok_at = excluded.last_ok_at, latency_ms = excluded.latency_ms,
       clock_offset_ms = coalesce(excluded.clock_offset_ms, kombo_keys.clock_offset_ms),
       blocked_reason = CASE WHEN kombo_keys.blocked_until > $2 THEN kombo_keys.blocked_reason END,
       blocked_until = CASE WHEN kombo_keys.blocked_until > $2 THEN kombo_keys.blocked_until END
     WHERE kombo_keys.last_ok_at IS NULL OR kombo_keys.last_ok_at < $2 - interval '5 seconds'`,
    [answer.keyId, answer.at, answer.latencyMs, answer.limits.clockOffsetMs],
  );
}

/**
 * No wait is longer than the longest there is: one that lasts longer was set while a clock was wrong, and until that time
 * came nobody would ask Kombo, who alone can end it.
 */
export async function forgetMisdatedWaits(pool: Pool, { keyId, now }: { keyId: string; now: Date }): Promise<void> {
  await pool.query(
    `UPDATE kombo_keys SET deltas_only_until = CASE WHEN deltas_only_until <= $2 THEN deltas_only_until END,
       blocked_until = CASE WHEN blocked_until <= $2 THEN blocked_until END,
       blocked_reason = CASE WHEN blocked_until <= $2 THEN blocked_reason END
     WHERE id = $1 AND (blocked_until > $2 OR deltas_only_until > $2)`,
    [keyId, addMilliseconds(latestPossible(now), waitMaxMs)],
  );
}

/** What a failure tells about the key: a limit that is used up, or a key that is refused, holds everybody. */
export async function blockKeyAfter(
  deps: { readonly pool: Pool; readonly keyId: string },
  failure: KomboError,
  now: Date,
): Promise<boolean> {
  const block =
    failure.kind === "rate_limited"
      ? { reason: "rate_limited" as const, forMs: rateLimitWaitMs(failure) }
      : failure.kind === "unauthorized"
        ? { reason: "refused" as const, forMs: refusedKeyWaitMs }
        : null;
  if (!block) return false;
  await blockKey(deps.pool, { keyId: deps.keyId, until: addMilliseconds(now, block.forMs), reason: block.reason });
  return true;
}

/** A person asked, and Kombo takes it again: nobody waits for the next try. */
export async function releaseRefusedKey(pool: Pool, keyId: string): Promise<void> {
  await pool.query(
    `UPDATE kombo_keys SET blocked_until = NULL, blocked_reason = NULL WHERE id = $1 AND blocked_reason = 'refused'`,
    [keyId],
  );
}

/** At least a second: a reset of 0 would be asked again at once, and refused again. */
export function rateLimitWaitMs(failure: KomboError): number {
  return Math.max(1_000, failure.retryAfterMs ?? 30_000);
}
