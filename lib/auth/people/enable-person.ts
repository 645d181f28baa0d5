import type { PersonAnswer } from "@/lib/auth/schema/people";
import { AppError } from "@/lib/errors";

import { changePerson, type PeopleDeps, type PersonCommand } from "./change-person";
import { endSessions, setDisabled } from "./mutations";

/** May sign in again. A session that a sign-in made at the very instant of the disabling does not come back to life. */
export async function enablePerson(deps: PeopleDeps, command: PersonCommand): Promise<PersonAnswer> {
  return changePerson(deps, { ...command, action: "person.enable" }, async ({ tx, person, at }) => {
    if (!person.disabledAt) throw new AppError("conflict", `${person.name} is not disabled.`);
    await setDisabled(tx, { personId: person.id, disabledAt: null, at });
    const endedSessions = await endSessions(tx, { personId: person.id, at });
    return { answer: { email: person.email, endedSessions }, before: { disabled: true }, after: { disabled: false } };
  });
}
