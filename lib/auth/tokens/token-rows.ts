import type { TokenRow } from "@/lib/auth/schema/tokens";
import type { Sql } from "@/lib/db/pool";

type Times = "createdAt" | "expiresAt" | "lastUsedAt" | "revokedAt";
type DatabaseRow = Omit<TokenRow, Times> & {
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

const columns = `id, name, hint, scope, masking, created_by AS "createdBy", created_at AS "createdAt",
  expires_at AS "expiresAt", last_used_at AS "lastUsedAt", last_used_address AS "lastUsedAddress",
  revoked_at AS "revokedAt", revoked_by AS "revokedBy",
  CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN expires_at <= $1 THEN 'expired' ELSE 'active' END AS state`;

/** Those that work first, then the newest. */
export async function listTokens(sql: Sql, at: Date): Promise<readonly TokenRow[]> {
  const { rows } = await sql.query<DatabaseRow>(
    `SELECT ${columns} FROM api_tokens
     ORDER BY revoked_at IS NOT NULL, coalesce(expires_at <= $1, false), created_at DESC, id`,
    [at],
  );
  return rows.map(toRow);
}

/** Locked, for whoever is about to change it. */
export async function lockToken(tx: Sql, id: string, at: Date): Promise<TokenRow | null> {
  const { rows } = await tx.query<DatabaseRow>(`SELECT ${columns} FROM api_tokens WHERE id = $2 FOR UPDATE`, [at, id]);
  return rows[0] ? toRow(rows[0]) : null;
}

function toRow(row: DatabaseRow): TokenRow {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
