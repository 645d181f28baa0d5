import "server-only";

import { randomUUID } from "node:crypto";

import type { Role } from "@/lib/auth/roles";
import type { LinkKind } from "@/lib/auth/schema/people";
import type { Sql } from "@/lib/db/pool";

/** Whoever makes a person of this e-mail stands in line until the transaction ends. */
export async function lockEmail(tx: Sql, email: string): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`person:${email.toLowerCase()}`]);
}

export async function insertPerson(
  tx: Sql,
  person: {
    readonly name: string;
    readonly email: string;
    readonly isEmailVerified: boolean;
    readonly role: Role;
    readonly at: Date;
  },
): Promise<string> {
  const id = randomUUID();
  await tx.query(
    `INSERT INTO users (id, name, email, email_verified, role, created_at, updated_at)
     VALUES ($1, $2, lower($3), $4, $5, $6, $6)`,
    [id, person.name, person.email, person.isEmailVerified, person.role, person.at],
  );
  return id;
}

export async function deletePerson(tx: Sql, personId: string): Promise<void> {
  await tx.query("DELETE FROM users WHERE id = $1", [personId]);
}

export async function setName(tx: Sql, change: { personId: string; name: string; at: Date }): Promise<void> {
  await tx.query("UPDATE users SET name = $2, updated_at = $3 WHERE id = $1", [
    change.personId,
    change.name,
    change.at,
  ]);
}

export async function setRole(tx: Sql, change: { personId: string; role: Role; at: Date }): Promise<void> {
  await tx.query("UPDATE users SET role = $2, updated_at = $3 WHERE id = $1", [
    change.personId,
    change.role,
    change.at,
  ]);
}

export async function setDisabled(
  tx: Sql,
  change: { personId: string; disabledAt: Date | null; at: Date },
): Promise<void> {
  await tx.query("UPDATE users SET disabled_at = $2, updated_at = $3 WHERE id = $1", [
    change.personId,
    change.disabledAt,
    change.at,
  ]);
}

/** How many there were; `except` is kept. Expired ones go too and do not count. */
export async function endSessions(
  tx: Sql,
  input: { readonly personId: string; readonly except?: string; readonly at: Date },
): Promise<number> {
  const { rows } = await tx.query<{ isOpen: boolean }>(
    `DELETE FROM sessions WHERE user_id = $1 AND id IS DISTINCT FROM $2
     RETURNING expires_at > $3 AS "isOpen"`,
    [input.personId, input.except ?? null, input.at],
  );
  return rows.filter(({ isOpen }) => isOpen).length;
}

/** Whether it was there. */
export async function deleteSession(
  tx: Sql,
  input: { readonly personId: string; readonly sessionId: string },
): Promise<boolean> {
  const { rowCount } = await tx.query("DELETE FROM sessions WHERE user_id = $1 AND id = $2", [
    input.personId,
    input.sessionId,
  ]);
  return rowCount === 1;
}

type NewLink = {
  readonly personId: string;
  readonly kind: LinkKind;
  readonly tokenHash: string;
  readonly at: Date;
  readonly expiresAt: Date;
};

/** A person has one link at a time: the one before stops working. */
export async function replaceLink(tx: Sql, { personId, kind, tokenHash, at, expiresAt }: NewLink): Promise<void> {
  await tx.query(
    `INSERT INTO person_links (user_id, kind, token_hash, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (user_id) DO UPDATE SET kind = excluded.kind, token_hash = excluded.token_hash,
       created_at = excluded.created_at, expires_at = excluded.expires_at`,
    [personId, kind, tokenHash, at, expiresAt],
  );
}

/** Whether it was there: of two who use a link at once, one is told so. */
export async function deleteLink(tx: Sql, tokenHash: string): Promise<boolean> {
  const { rowCount } = await tx.query("DELETE FROM person_links WHERE token_hash = $1", [tokenHash]);
  return rowCount === 1;
}

export async function deleteLinkOf(tx: Sql, personId: string): Promise<void> {
  await tx.query("DELETE FROM person_links WHERE user_id = $1", [personId]);
}

/** The password as the auth library keeps it; null takes it away. */
export async function setPassword(
  tx: Sql,
  change: { readonly personId: string; readonly hash: string | null; readonly at: Date },
): Promise<void> {
  const { rowCount } = await tx.query(
    "UPDATE accounts SET password = $2, updated_at = $3 WHERE user_id = $1 AND provider_id = 'credential'",
    [change.personId, change.hash, change.at],
  );
  if (rowCount !== 0 || change.hash === null) return;
  await tx.query(
    `INSERT INTO accounts (id, account_id, provider_id, user_id, password, created_at, updated_at)
     VALUES ($1, $2, 'credential', $2, $3, $4, $4)`,
    [randomUUID(), change.personId, change.hash, change.at],
  );
}
