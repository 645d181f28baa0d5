import type { PersonAnswer } from "@/lib/auth/schema/people";
import { AppError } from "@/lib/errors";

import { changePerson, type PeopleDeps, type PersonCommand } from "./change-person";
import { deleteLinkOf, endSessions, setDisabled } from "./mutations";

/** Out at once: the sessions end with it, and no link lets the person back in. */
export async function disablePerson(deps: PeopleDeps, command: PersonCommand): Promise<PersonAnswer> {
  return changePerson(deps, { ...command, action: "person.disable" }, async ({ tx, person, at }) => {
    if (person.disabledAt) throw new AppError("conflict", `${person.name} is disabled already.`);
    await setDisabled(tx, { personId: person.id, disabledAt: at, at });
    await deleteLinkOf(tx, person.id);
    const endedSessions = await endSessions(tx, { personId: person.id, at });
    return { answer: { email: person.email, endedSessions }, before: { disabled: false }, after: { disabled: true } };
  });
}
