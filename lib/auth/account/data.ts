import "server-only";

import type { SessionRow, SignInMethod, SignInOutcome, SignInRow } from "@/lib/auth/schema/account";
import { cursorValue, decodeCursor, toPage } from "@/lib/db/keyset";
import type { Pool, Sql } from "@/lib/db/pool";
import type { PageOf } from "@/lib/http/page";

import { nameDevice } from "./device";

/** The hash of the person's password; null for whoever has none. */
export async function findPasswordHash(sql: Sql, personId: string): Promise<string | null> {
  const { rows } = await sql.query<{ password: string | null }>(
    "SELECT password FROM accounts WHERE user_id = $1 AND provider_id = 'credential'",
    [personId],
  );
  return rows[0]?.password ?? null;
}

export async function hasSingleSignOn(sql: Sql, personId: string): Promise<boolean> {
  const { rowCount } = await sql.query("SELECT 1 FROM accounts WHERE user_id = $1 AND provider_id = 'oidc' LIMIT 1", [
    personId,
  ]);
  return rowCount === 1;
}

type StoredSession = {
  readonly id: string;
  readonly userAgent: string | null;
  readonly ip: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
};

/** This one first, then the last used. */
export async function listSessions(
  pool: Pool,
  input: { readonly personId: string; readonly sessionId: string; readonly at: Date },
): Promise<readonly SessionRow[]> {
  const { rows } = await pool.query<StoredSession>(
    `SELECT id, nullif(user_agent, '') AS "userAgent", nullif(ip_address, '') AS ip,
            created_at AS "createdAt", updated_at AS "lastUsedAt"
     FROM sessions WHERE user_id = $1 AND expires_at > $3
     ORDER BY id = $2 DESC, updated_at DESC, id LIMIT 200`,
    [input.personId, input.sessionId, input.at],
  );
  return rows.map(({ id, userAgent, ip, createdAt, lastUsedAt }) => ({
    id,
    device: nameDevice(userAgent),
    ip,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
    isThisOne: id === input.sessionId,
  }));
}

const limit = 20;

type StoredAttempt = {
  readonly id: string;
  readonly at: Date;
  readonly outcome: SignInOutcome;
  readonly method: SignInMethod;
  readonly userAgent: string | null;
  readonly ip: string | null;
};

/** Newest first; served by the (user_id, id) index of sign_in_attempts. */
export async function listSignIns(
  pool: Pool,
  input: { readonly personId: string; readonly cursor?: string | undefined },
): Promise<PageOf<SignInRow>> {
  const [before = null] = input.cursor === undefined ? [] : decodeCursor(input.cursor, [cursorValue.sequence]);
  const { rows } = await pool.query<StoredAttempt>(
    `SELECT a.id::text AS id, a.at, a.outcome, a.method, a.user_agent AS "userAgent", a.ip FROM sign_in_attempts a
     WHERE a.user_id = $1 AND ($2::bigint IS NULL OR a.id < $2) ORDER BY a.id DESC LIMIT ${limit + 1}`,
    [input.personId, before],
  );
  const list = rows.map(({ userAgent, at, ...row }) => ({
    ...row,
    at: at.toISOString(),
    device: nameDevice(userAgent),
  }));
  return toPage(list, limit, ({ id }) => [id]);
}
