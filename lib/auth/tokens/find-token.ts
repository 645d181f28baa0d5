import type { Actor } from "@/lib/auth/actor";
import type { Pool } from "@/lib/db/pool";

import { hashToken, isToken } from "./token";

type TokenActor = Extract<Actor, { kind: "token" }>;

export type FoundToken =
  | { readonly kind: "active"; readonly actor: TokenActor; readonly isUseUnnoted: boolean }
  | { readonly kind: "unknown" | "revoked" | "expired" };

type DatabaseRow = Omit<TokenActor, "kind"> & { isRevoked: boolean; isExpired: boolean; isUseUnnoted: boolean };

/**
 * Whose token it is, found by its hash: how long the look-up takes says nothing about the token, since nobody can choose
 * what a hash begins with.
 */
export async function findToken(pool: Pool, token: string): Promise<FoundToken> {
  if (!isToken(token)) return { kind: "unknown" };
  const { rows } = await pool.query<DatabaseRow>(
    `SELECT id, name, scope, masking, revoked_at IS NOT NULL AS "isRevoked",
            coalesce(expires_at <= clock_timestamp(), false) AS "isExpired",
            coalesce(last_used_at < clock_timestamp() - interval '1 minute', true) AS "isUseUnnoted"
     FROM api_tokens WHERE token_hash = $1`,
    [hashToken(token)],
  );
  const [row] = rows;
  if (!row) return { kind: "unknown" };
  const { isRevoked, isExpired, isUseUnnoted, ...actor } = row;
  if (isRevoked) return { kind: "revoked" };
  if (isExpired) return { kind: "expired" };
  return { kind: "active", actor: { kind: "token", ...actor }, isUseUnnoted };
}

const addressLength = 64;

/** At most once a minute, whoever else notes it at the same time. */
export async function noteTokenUse(pool: Pool, use: { id: string; address: string | null }): Promise<void> {
  await pool.query(
    `UPDATE api_tokens SET last_used_at = clock_timestamp(), last_used_address = $2
     WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < clock_timestamp() - interval '1 minute')`,
    [use.id, use.address?.slice(0, addressLength) ?? null],
  );
}
