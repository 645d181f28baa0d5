import type { PersonAnswer } from "@/lib/auth/schema/people";
import { clearPerson } from "@/lib/auth/sign-in/mutations";

import { changePerson, type PeopleDeps, type PersonCommand } from "./change-person";

/** Forgets the wrong attempts at the e-mail, from wherever; an address that guesses stays locked. */
export async function unlockPerson(deps: PeopleDeps, command: PersonCommand): Promise<PersonAnswer> {
  return changePerson(deps, { ...command, action: "person.unlock" }, async ({ tx, person }) => {
    await clearPerson(tx, person);
    return { answer: { email: person.email, endedSessions: 0 } };
  });
}
