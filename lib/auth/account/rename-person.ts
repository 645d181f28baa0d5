import type { PeopleDeps } from "@/lib/auth/people/change-person";
import { setName } from "@/lib/auth/people/mutations";

import { changeAccount } from "./change-account";

export async function renamePerson(
  deps: PeopleDeps,
  { personId, name }: { readonly personId: string; readonly name: string },
): Promise<{ readonly name: string }> {
  return changeAccount(deps, { personId, action: "person.rename" }, async ({ tx, person, at }) => {
    await setName(tx, { personId, name, at });
    return { answer: { name }, before: { name: person.name }, after: { name } };
  });
}
