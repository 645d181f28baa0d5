import { insertAuditEvent } from "@/lib/auth/audit";
import type { PeopleDeps, PersonWork } from "@/lib/auth/people/change-person";
import { findPerson } from "@/lib/auth/people/data";
import { withTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";

/** What somebody does to their own account: one transaction with its audit event. */
export async function changeAccount<Answer>(
  deps: PeopleDeps,
  command: { readonly personId: string; readonly action: string },
  work: PersonWork<Answer>,
): Promise<Answer> {
  const now = await deps.clock.start();
  return withTransaction(deps.pool, async (tx) => {
    const person = await findPerson(tx, command.personId);
    if (!person || person.disabledAt) throw new AppError("unauthorized", "Your session is over. Sign in again.");
    const at = now();
    const { answer, before, after } = await work({ tx, person, at });
    const { id, name, role } = person;
    await insertAuditEvent(tx, {
      actor: { kind: "person", id, name, role },
      action: command.action,
      target: person.email,
      ...(before ? { before } : {}),
      ...(after ? { after } : {}),
      at,
    });
    return answer;
  });
}
