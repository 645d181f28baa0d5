import { findPasswordHash } from "@/lib/auth/account/data";
import type { Person } from "@/lib/auth/people/data";
import type { Sql } from "@/lib/db/pool";

import type { PasswordOwner } from "./known-browser";

/** Null of whoever has no password or is disabled. Asked of nobody too: how long it takes tells nothing. */
export async function findPasswordOwner(sql: Sql, person: Person | null): Promise<PasswordOwner | null> {
  const passwordHash = await findPasswordHash(sql, person?.id ?? "");
  if (person === null || person.disabledAt || passwordHash === null) return null;
  return { personId: person.id, passwordHash };
}
