import type { Actor } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import type { Clock } from "@/lib/clock";
import type { Pool, Sql } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";

import { countActiveAdmins, lockPeople, type Person } from "./data";

export type PeopleDeps = { readonly pool: Pool; readonly clock: Clock };
export type PersonCommand = { readonly actor: Actor; readonly personId: string };

type Change<Answer> = { readonly answer: Answer; readonly before?: object; readonly after?: object };
/** What is changed, and what of it stands in the audit log. */
export type PersonWork<Answer> = (context: {
  readonly tx: Sql;
  readonly person: Person;
  readonly at: Date;
}) => Promise<Change<Answer>>;

/**
 * What an administrator does to a person: one transaction with its audit event, while no other changes who administers.
 * Whoever was an administrator when the door was passed must still be one, and one who can sign in must be left.
 */
export async function changePerson<Answer>(
  deps: PeopleDeps,
  command: PersonCommand & { readonly action: string },
  work: PersonWork<Answer>,
): Promise<Answer> {
  const now = await deps.clock.start();
  return withTransaction(deps.pool, async (tx) => {
    const people = await lockPeople(tx, command.personId);
    assertAdministrator(command.actor, people);
    const person = people.find(({ id }) => id === command.personId);
    if (!person)
      throw new AppError("not_found", "There is no such person. Somebody may have withdrawn the invitation.");
    const { answer, before, after } = await work({ tx, person, at: now() });
    if ((await countActiveAdmins(tx)) === 0) throw lastAdministrator(person);
    await insertAuditEvent(tx, {
      actor: command.actor,
      action: command.action,
      target: person.email,
      ...(before ? { before } : {}),
      ...(after ? { after } : {}),
      at: now(),
    });
    return answer;
  });
}

function assertAdministrator(actor: Actor, people: readonly Person[]): void {
  const own = people.find(({ id }) => actor.kind === "person" && id === actor.id);
  if (own?.role === "admin" && own.disabledAt === null) return;
  throw new AppError("forbidden", "You are not an administrator any more, so nothing was changed.");
}

function lastAdministrator({ name }: Person): AppError {
  return new AppError(
    "conflict",
    `${name} is the last administrator who can sign in. Make somebody else an administrator first.`,
  );
}
