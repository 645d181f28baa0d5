import { findPerson } from "@/lib/auth/people/data";
import type { Account } from "@/lib/auth/schema/account";
import type { Pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";

import { findPasswordHash, hasSingleSignOn } from "./data";

export async function getAccount(
  pool: Pool,
  input: { readonly personId: string; readonly oidcName: string | null },
): Promise<Account> {
  const [person, hash, isLinked] = await Promise.all([
    findPerson(pool, input.personId),
    findPasswordHash(pool, input.personId),
    hasSingleSignOn(pool, input.personId),
  ]);
  if (!person) throw new AppError("unauthorized", "Your session is over. Sign in again.");
  const { name, email, role } = person;
  return { name, email, role, hasPassword: hash !== null, singleSignOn: isLinked ? input.oidcName : null };
}
