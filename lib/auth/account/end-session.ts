import type { PeopleDeps } from "@/lib/auth/people/change-person";
import { deleteSession } from "@/lib/auth/people/mutations";
import { AppError } from "@/lib/errors";

import { changeAccount } from "./change-account";

/** Somebody else's session is not there for the person. */
export async function endSession(
  deps: PeopleDeps,
  { personId, sessionId }: { readonly personId: string; readonly sessionId: string },
): Promise<{ readonly endedSessions: number }> {
  return changeAccount(deps, { personId, action: "person.end_session" }, async ({ tx }) => {
    if (!(await deleteSession(tx, { personId, sessionId })))
      throw new AppError("not_found", "This session is over already.");
    return { answer: { endedSessions: 1 } };
  });
}
