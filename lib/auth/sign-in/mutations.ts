import type { SignInMethod, SignInOutcome } from "@/lib/auth/schema/account";
import type { Visitor } from "@/lib/auth/visitor";
import type { Sql } from "@/lib/db/pool";

import type { KnownBrowser } from "./known-browser";
import type { Counter } from "./throttle";

/** The counters of these keys, locked in one order until the transaction ends; made when they are not there. */
export async function lockCounters(
  tx: Sql,
  input: { readonly keys: readonly string[]; readonly at: Date },
): Promise<ReadonlyMap<string, Counter>> {
  const { rows } = await tx.query<Counter & { key: string }>(
    `INSERT INTO sign_in_locks (key, failed_at, touched_at)
     SELECT key, '{}', $2 FROM unnest($1::text[]) AS key ORDER BY key
     ON CONFLICT (key) DO UPDATE SET touched_at = excluded.touched_at
     RETURNING key, failed_at AS "failedAt", locked_until AS "lockedUntil", locks`,
    [input.keys, input.at],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

export async function saveCounter(tx: Sql, { key, ...counter }: Counter & { readonly key: string }): Promise<void> {
  await tx.query("UPDATE sign_in_locks SET failed_at = $2, locked_until = $3, locks = $4 WHERE key = $1", [
    key,
    counter.failedAt,
    counter.lockedUntil,
    counter.locks,
  ]);
}

export function emailKey(email: string): string {
  return `email:${email.toLowerCase()}`;
}

/** With the person in it, so that an administrator can unlock all of theirs. */
export function browserKey({ personId, id }: KnownBrowser): string {
  return `browser:${personId}:${id}`;
}

/** Nothing wrong is remembered of the person any more, neither of strangers nor of browsers of theirs. */
export async function clearPerson(tx: Sql, person: { readonly id: string; readonly email: string }): Promise<void> {
  await tx.query("DELETE FROM sign_in_locks WHERE key = $1 OR starts_with(key, $2)", [
    emailKey(person.email),
    browserKey({ personId: person.id, id: "" }),
  ]);
}

export type Attempt = {
  readonly at: Date;
  readonly email: string;
  readonly userId: string | null;
  readonly outcome: SignInOutcome;
  readonly method: SignInMethod;
  readonly visitor: Visitor;
};

const userAgentMax = 300;

export async function insertAttempt(tx: Sql, attempt: Attempt): Promise<void> {
  await tx.query(
    `INSERT INTO sign_in_attempts (at, email, user_id, outcome, method, ip, user_agent)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      attempt.at,
      attempt.email.toLowerCase(),
      attempt.userId,
      attempt.outcome,
      attempt.method,
      attempt.visitor.ip,
      attempt.visitor.userAgent?.slice(0, userAgentMax) ?? null,
    ],
  );
  if (attempt.outcome === "ok")
    await tx.query("UPDATE users SET last_sign_in_at = $2 WHERE id = $1", [attempt.userId, attempt.at]);
}

const attemptsMax = 200_000;

/**
 * Attempts older than 90 days or beyond the cap, and counters nobody touched for two days, which count for nothing any
 * more. A few with each attempt, more than each adds: the oldest are first by id, so neither scans.
 */
export async function forgetOld(tx: Sql, at: Date): Promise<void> {
  await tx.query(
    `DELETE FROM sign_in_attempts WHERE id IN (
       SELECT id FROM (SELECT id, at FROM sign_in_attempts ORDER BY id LIMIT 20 FOR UPDATE SKIP LOCKED) oldest
       WHERE at < $1::timestamptz - interval '90 days'
          OR id <= (SELECT max(id) FROM sign_in_attempts) - ${attemptsMax})`,
    [at],
  );
  await tx.query(
    `DELETE FROM sign_in_locks WHERE key IN (
       SELECT key FROM sign_in_locks
       WHERE touched_at < $1::timestamptz - interval '2 days' AND (locked_until IS NULL OR locked_until < $1)
       ORDER BY touched_at LIMIT 20 FOR UPDATE SKIP LOCKED)`,
    [at],
  );
}
