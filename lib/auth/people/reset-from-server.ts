import { insertAuditEvent } from "@/lib/auth/audit";
import type { LinkAnswer } from "@/lib/auth/schema/people";
import { withTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";

import { findPersonByEmail } from "./data";
import type { LinkDeps } from "./invite-person";
import { openLink } from "./open-link";

/**
 * For whoever has the server, where no administrator can help. Unlike an administrator's reset it takes nothing away
 * before the link is used: it may be about the last one who can sign in.
 */
export async function resetFromServer(deps: LinkDeps, email: string): Promise<LinkAnswer> {
  const now = await deps.clock.start();
  return withTransaction(deps.pool, async (tx) => {
    const person = await findPersonByEmail(tx, email);
    if (!person?.hasJoined) throw new AppError("not_found", `Nobody who has joined has the e-mail ${email}.`);
    if (person.disabledAt)
      throw new AppError("conflict", `${person.name} is disabled. An administrator can enable them.`);
    const at = now();
    const link = await openLink(tx, { person, kind: "reset", appUrl: deps.appUrl, at });
    const after = { expiresAt: link.expiresAt };
    await insertAuditEvent(tx, {
      actor: { kind: "server" },
      action: "person.reset_password",
      target: person.email,
      after,
      at,
    });
    return link;
  });
}
