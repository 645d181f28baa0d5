import type { LinkAnswer } from "@/lib/auth/schema/people";
import { AppError } from "@/lib/errors";

import { changePerson, type PersonCommand } from "./change-person";
import type { LinkDeps } from "./invite-person";
import { endSessions, setPassword } from "./mutations";
import { openLink } from "./open-link";

/** The present password stops working with it, and every session ends: it may be in wrong hands. */
export async function resetPassword(deps: LinkDeps, command: PersonCommand): Promise<LinkAnswer> {
  return changePerson(deps, { ...command, action: "person.reset_password" }, async ({ tx, person, at }) => {
    if (command.actor.kind === "person" && command.actor.id === person.id)
      throw new AppError("conflict", "Change your own password under Your account: the present one must be known.");
    if (!person.hasJoined)
      throw new AppError("conflict", `${person.name} has not joined yet. Renew the invitation instead.`);
    if (person.disabledAt) throw new AppError("conflict", `${person.name} is disabled. Enable them first.`);
    await setPassword(tx, { personId: person.id, hash: null, at });
    const endedSessions = await endSessions(tx, { personId: person.id, at });
    const link = await openLink(tx, { person, kind: "reset", appUrl: deps.appUrl, at });
    return { answer: link, after: { endedSessions, expiresAt: link.expiresAt } };
  });
}
