import type { Actor } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import type { InviteRequest, LinkAnswer } from "@/lib/auth/schema/people";
import { withTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";

import type { PeopleDeps } from "./change-person";
import { findPersonByEmail } from "./data";
import { insertPerson, lockEmail } from "./mutations";
import { openLink } from "./open-link";

export type LinkDeps = PeopleDeps & { readonly appUrl: string };

/** The person is there at once and can do nothing until the link is used. */
export async function invitePerson(
  deps: LinkDeps,
  { actor, invitation }: { readonly actor: Actor; readonly invitation: InviteRequest },
): Promise<LinkAnswer> {
  const now = await deps.clock.start();
  const { email, name, role } = invitation;
  return withTransaction(deps.pool, async (tx) => {
    await lockEmail(tx, email);
    if (await findPersonByEmail(tx, email))
      throw new AppError("conflict", `email: ${email} is in the list already. Renew the invitation there.`);
    const at = now();
    const id = await insertPerson(tx, { name, email, isEmailVerified: true, role, at });
    const link = await openLink(tx, { person: { id, email }, kind: "invite", appUrl: deps.appUrl, at });
    const after = { name, role, expiresAt: link.expiresAt };
    await insertAuditEvent(tx, { actor, action: "person.invite", target: email, after, at });
    return link;
  });
}
