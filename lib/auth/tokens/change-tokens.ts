import { type Actor, actorName } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import type { CreatedToken, TokenRequest, TokenRow } from "@/lib/auth/schema/tokens";
import { addMilliseconds, type Clock } from "@/lib/clock";
import type { Pool } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";

import { drawToken, hashToken, hintOf } from "./token";
import { lockToken } from "./token-rows";

type Deps = { readonly pool: Pool; readonly clock: Clock };

const day = 24 * 3_600_000;

/** The answer is the only place the token is ever in; the database keeps its hash. */
export async function createToken(
  deps: Deps,
  command: { readonly actor: Actor; readonly request: TokenRequest },
): Promise<CreatedToken> {
  const at = (await deps.clock.start())();
  const { name, scope, masking, expiresInDays } = command.request;
  const token = drawToken();
  const expiresAt = expiresInDays === null ? null : addMilliseconds(at, expiresInDays * day);
  return withTransaction(deps.pool, async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      `INSERT INTO api_tokens (name, token_hash, hint, scope, masking, created_by, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (lower(name)) WHERE revoked_at IS NULL DO NOTHING RETURNING id`,
      [name, hashToken(token), hintOf(token), scope, masking, actorName(command.actor), at, expiresAt],
    );
    const row = rows[0] ? await lockToken(tx, rows[0].id, at) : null;
    if (!row) throw new AppError("conflict", "There is a token with this name already. Choose another name.");
    await insertAuditEvent(tx, {
      actor: command.actor,
      action: "token.create",
      target: row.id,
      after: { name, hint: row.hint, scope, masking, expiresAt: row.expiresAt },
      at,
    });
    return { token, row };
  });
}

/** From the next request on it opens nothing. Revoking it again changes nothing. */
export async function revokeToken(
  deps: Deps,
  command: { readonly actor: Actor; readonly id: string },
): Promise<TokenRow> {
  const at = (await deps.clock.start())();
  return withTransaction(deps.pool, async (tx) => {
    const before = await lockToken(tx, command.id, at);
    if (!before) throw new AppError("not_found", "There is no token with this id.");
    if (before.state === "revoked") return before;
    const revokedBy = actorName(command.actor);
    await tx.query("UPDATE api_tokens SET revoked_at = $2, revoked_by = $3 WHERE id = $1", [command.id, at, revokedBy]);
    await insertAuditEvent(tx, {
      actor: command.actor,
      action: "token.revoke",
      target: command.id,
      before: { name: before.name, hint: before.hint, scope: before.scope, masking: before.masking },
      at,
    });
    return { ...before, state: "revoked", revokedAt: at.toISOString(), revokedBy };
  });
}
