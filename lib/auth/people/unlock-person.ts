import type { PersonAnswer } from "@/lib/auth/schema/people";
import { clearEmail } from "@/lib/auth/sign-in/mutations";

import { changePerson, type PeopleDeps, type PersonCommand } from "./change-person";

/** Forgets the wrong attempts of the e-mail; an address that guesses stays locked. */
export async function unlockPerson(deps: PeopleDeps, command: PersonCommand): Promise<PersonAnswer> {
  return changePerson(deps, { ...command, action: "person.unlock" }, async ({ tx, person }) => {
    await clearEmail(tx, person.email);
    return { answer: { email: person.email, endedSessions: 0 } };
  });
}
