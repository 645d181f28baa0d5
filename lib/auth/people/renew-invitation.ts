import type { LinkAnswer } from "@/lib/auth/schema/people";

import { assertInvited } from "./assert-invited";
import { changePerson, type PersonCommand } from "./change-person";
import type { LinkDeps } from "./invite-person";
import { openLink } from "./open-link";

/** A new link for another seven days; the one before stops working. */
export async function renewInvitation(deps: LinkDeps, command: PersonCommand): Promise<LinkAnswer> {
  return changePerson(deps, { ...command, action: "person.renew_invitation" }, async ({ tx, person, at }) => {
    assertInvited(person);
    const link = await openLink(tx, { person, kind: "invite", appUrl: deps.appUrl, at });
    return { answer: link, after: { expiresAt: link.expiresAt } };
  });
}
