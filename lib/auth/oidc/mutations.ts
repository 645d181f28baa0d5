import "server-only";

import { randomUUID } from "node:crypto";

import { findPerson, type Person } from "@/lib/auth/people/data";
import { endSessions } from "@/lib/auth/people/mutations";
import type { Sql } from "@/lib/db/pool";

import { oidcProviderId } from "./provider";

export async function findLinkedPerson(
  tx: Sql,
  subject: string,
): Promise<{ readonly kind: "known"; readonly person: Person } | null> {
  const { rows } = await tx.query<{ personId: string }>(
    `SELECT user_id AS "personId" FROM accounts WHERE provider_id = $1 AND account_id = $2`,
    [oidcProviderId, subject],
  );
  const person = rows[0] ? await findPerson(tx, rows[0].personId) : null;
  return person ? { kind: "known", person } : null;
}

export async function linkPerson(
  tx: Sql,
  link: { readonly personId: string; readonly subject: string; readonly at: Date },
): Promise<void> {
  await tx.query(
    `INSERT INTO accounts (id, account_id, provider_id, user_id, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5)`,
    [randomUUID(), link.subject, oidcProviderId, link.personId, link.at],
  );
}

/**
 * Whoever joined under an e-mail that nobody vouched for may not have been its owner: once the provider vouches for
 * somebody with it, their way in ends, and so do the sessions.
 */
export async function cutUnverified(
  tx: Sql,
  { personId, at }: { readonly personId: string; readonly at: Date },
): Promise<void> {
  const { rowCount } = await tx.query(
    `DELETE FROM accounts a USING users u
     WHERE u.id = $1 AND NOT u.email_verified AND a.user_id = u.id AND a.provider_id = $2`,
    [personId, oidcProviderId],
  );
  if (rowCount !== 0) await endSessions(tx, { personId, at });
  await tx.query("UPDATE users SET email_verified = true, updated_at = $2 WHERE id = $1 AND NOT email_verified", [
    personId,
    at,
  ]);
}
