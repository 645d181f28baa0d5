import type { Role } from "@/lib/auth/roles";
import type { PersonAnswer } from "@/lib/auth/schema/people";

import { changePerson, type PeopleDeps, type PersonCommand } from "./change-person";
import { setRole } from "./mutations";

/** In force with the person's next request; sessions stay. */
export async function changeRole(
  deps: PeopleDeps,
  { role, ...command }: PersonCommand & { readonly role: Role },
): Promise<PersonAnswer> {
  return changePerson(deps, { ...command, action: "person.change_role" }, async ({ tx, person, at }) => {
    await setRole(tx, { personId: person.id, role, at });
    return { answer: { email: person.email, endedSessions: 0 }, before: { role: person.role }, after: { role } };
  });
}
