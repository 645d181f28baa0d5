import type { PeopleDeps } from "@/lib/auth/people/change-person";
import { endSessions } from "@/lib/auth/people/mutations";

import { changeAccount } from "./change-account";

/** This one too: everywhere means everywhere. */
export async function endAllSessions(
  deps: PeopleDeps,
  { personId }: { readonly personId: string },
): Promise<{ readonly endedSessions: number }> {
  return changeAccount(deps, { personId, action: "person.end_all_sessions" }, async ({ tx, at }) => {
    const endedSessions = await endSessions(tx, { personId, at });
    return { answer: { endedSessions }, after: { endedSessions } };
  });
}
