import "server-only";

import { readRole, type Role } from "@/lib/auth/roles";
import type { LinkKind, PersonRow, PersonState } from "@/lib/auth/schema/people";
import type { Pool, Sql } from "@/lib/db/pool";

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly disabledAt: Date | null;
  /** Has set a password or used single sign-on once. */
  readonly hasJoined: boolean;
};

const hasJoined = "EXISTS (SELECT 1 FROM accounts a WHERE a.user_id = u.id)";
/** A password that is being reset lets nobody in. */
const canSignIn = `EXISTS (SELECT 1 FROM accounts a WHERE a.user_id = u.id
  AND (a.provider_id <> 'credential' OR a.password IS NOT NULL))`;
const columns = `u.id, u.name, u.email, u.role, u.disabled_at AS "disabledAt", ${hasJoined} AS "hasJoined"`;

function toPerson(row: Person): Person {
  return { ...row, role: readRole(row.role) };
}

export async function findPersonByEmail(sql: Sql, email: string): Promise<Person | null> {
  const { rows } = await sql.query<Person>(`SELECT ${columns} FROM users u WHERE u.email = lower($1)`, [email]);
  return rows[0] ? toPerson(rows[0]) : null;
}

export async function findPerson(sql: Sql, id: string): Promise<Person | null> {
  const { rows } = await sql.query<Person>(`SELECT ${columns} FROM users u WHERE u.id = $1`, [id]);
  return rows[0] ? toPerson(rows[0]) : null;
}

/** Of somebody who is not there too. */
export async function isDisabled(sql: Sql, id: string): Promise<boolean> {
  const { rowCount } = await sql.query("SELECT 1 FROM users WHERE id = $1 AND disabled_at IS NULL", [id]);
  return rowCount === 0;
}

/**
 * A person and every administrator, locked in one order: whoever changes who may administer waits here for whoever else
 * does. Read again after the wait, since what was waited for has changed them.
 */
export async function lockPeople(tx: Sql, personId: string): Promise<readonly Person[]> {
  await tx.query("SELECT id FROM users WHERE id = $1 OR role = 'admin' ORDER BY id FOR UPDATE", [personId]);
  const { rows } = await tx.query<Person>(
    `SELECT ${columns} FROM users u WHERE u.id = $1 OR u.role = 'admin' ORDER BY u.id`,
    [personId],
  );
  return rows.map(toPerson);
}

/** Administrators who can sign in. */
export async function countActiveAdmins(tx: Sql): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM users u WHERE u.role = 'admin' AND u.disabled_at IS NULL AND ${canSignIn}`,
  );
  return rows[0]?.count ?? 0;
}

type ListedPerson = Person & {
  readonly lastSignInAt: Date | null;
  readonly lockedUntil: Date | null;
  readonly linkKind: LinkKind | null;
  readonly linkExpiresAt: Date | null;
  readonly sessions: number;
};

/** Everybody: a company's operations staff is a short list. */
export async function listPeople(pool: Pool, at: Date): Promise<readonly PersonRow[]> {
  const { rows } = await pool.query<ListedPerson>(
    `SELECT ${columns}, u.last_sign_in_at AS "lastSignInAt", greatest(k.locked_until, b.locked_until) AS "lockedUntil",
            l.kind AS "linkKind", l.expires_at AS "linkExpiresAt",
            (SELECT count(*)::int FROM sessions s WHERE s.user_id = u.id AND s.expires_at > $1) AS sessions
     FROM users u
     LEFT JOIN person_links l ON l.user_id = u.id
     LEFT JOIN sign_in_locks k ON k.key = 'email:' || u.email AND k.locked_until > $1
     LEFT JOIN (SELECT split_part(key, ':', 2) AS user_id, max(locked_until) AS locked_until FROM sign_in_locks
                WHERE starts_with(key, 'browser:') AND locked_until > $1 GROUP BY 1) b ON b.user_id = u.id
     ORDER BY lower(u.name), u.id LIMIT 2000`,
    [at],
  );
  return rows.map((row) => toRow(toListed(row), at));
}

function toListed(row: ListedPerson): ListedPerson {
  return { ...row, role: readRole(row.role) };
}

function toRow(row: ListedPerson, at: Date): PersonRow {
  const { id, name, email, role, sessions, linkKind, linkExpiresAt } = row;
  const isOpen = linkKind !== null && linkExpiresAt !== null;
  return {
    id,
    name,
    email,
    role,
    sessions,
    state: stateOf(row),
    lockedUntil: row.lockedUntil?.toISOString() ?? null,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    link: isOpen ? { kind: linkKind, expiresAt: linkExpiresAt.toISOString(), isOver: linkExpiresAt <= at } : null,
  };
}

/** The one that keeps the person out most surely. */
function stateOf(person: ListedPerson): PersonState {
  if (person.disabledAt !== null) return "disabled";
  if (!person.hasJoined) return "invited";
  return person.lockedUntil === null ? "active" : "locked";
}

export type OpenLink = {
  readonly kind: LinkKind;
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly expiresAt: Date;
};

/** Whose link this is; null when there is none, it is over, or its person is disabled. */
export async function findOpenLink(
  sql: Sql,
  input: { readonly tokenHash: string; readonly at: Date },
): Promise<OpenLink | null> {
  const { rows } = await sql.query<OpenLink>(
    `SELECT l.kind, u.id AS "personId", u.name, u.email, l.expires_at AS "expiresAt"
     FROM person_links l JOIN users u ON u.id = l.user_id
     WHERE l.token_hash = $1 AND l.expires_at > $2 AND u.disabled_at IS NULL`,
    [input.tokenHash, input.at],
  );
  return rows[0] ?? null;
}
