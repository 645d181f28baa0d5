import type { PersonAnswer } from "@/lib/auth/schema/people";

import { changePerson, type PeopleDeps, type PersonCommand } from "./change-person";
import { endSessions } from "./mutations";

/** Everywhere; the person may sign in again. */
export async function signOutPerson(deps: PeopleDeps, command: PersonCommand): Promise<PersonAnswer> {
  return changePerson(deps, { ...command, action: "person.sign_out" }, async ({ tx, person, at }) => {
    const endedSessions = await endSessions(tx, { personId: person.id, at });
    return { answer: { email: person.email, endedSessions }, after: { endedSessions } };
  });
}
