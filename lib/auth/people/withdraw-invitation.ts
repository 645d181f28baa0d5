import type { PersonAnswer } from "@/lib/auth/schema/people";
import { AppError } from "@/lib/errors";

import { changePerson, type PeopleDeps, type PersonCommand } from "./change-person";
import { deletePerson } from "./mutations";

/** Whoever never came is gone without a trace but the audit log. */
export async function withdrawInvitation(deps: PeopleDeps, command: PersonCommand): Promise<PersonAnswer> {
  return changePerson(deps, { ...command, action: "person.withdraw_invitation" }, async ({ tx, person }) => {
    if (person.hasJoined)
      throw new AppError("conflict", `${person.name} has joined already. To keep them out, disable them.`);
    await deletePerson(tx, person.id);
    return { answer: { email: person.email, endedSessions: 0 }, before: { name: person.name, role: person.role } };
  });
}
