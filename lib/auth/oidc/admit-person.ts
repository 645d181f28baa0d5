import { insertAuditEvent } from "@/lib/auth/audit";
import type { PeopleDeps } from "@/lib/auth/people/change-person";
import { findPersonByEmail, type Person } from "@/lib/auth/people/data";
import { deleteLinkOf, insertPerson, lockEmail } from "@/lib/auth/people/mutations";
import type { Role } from "@/lib/auth/roles";
import { insertAttempt } from "@/lib/auth/sign-in/mutations";
import type { Visitor } from "@/lib/auth/visitor";
import type { Sql } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";

import { cutUnverified, findLinkedPerson, linkPerson } from "./mutations";
import type { OidcProfile } from "./provider";

export type OidcAdmission =
  | { readonly kind: "ok" }
  | { readonly kind: "refused"; readonly reason: "disabled" | "email_not_verified" };

type Arrival = { readonly profile: OidcProfile; readonly role: Role; readonly visitor: Visitor };
type Context = Arrival & { readonly tx: Sql; readonly at: Date };

/**
 * Whoever the provider sends: linked before, or linked now because the provider vouches for the e-mail, or new with the
 * role of new people. One transaction with its audit event and the attempt.
 */
export async function admitPerson(deps: PeopleDeps, arrival: Arrival): Promise<OidcAdmission> {
  const now = await deps.clock.start();
  return withTransaction(deps.pool, async (tx) => {
    const context = { ...arrival, tx, at: now() };
    await lockEmail(tx, arrival.profile.email);
    const known = await findLinkedPerson(tx, arrival.profile.subject);
    const person = known ?? (await join(context));
    const admission = judge(person);
    await insertAttempt(tx, {
      at: context.at,
      email: arrival.profile.email,
      userId: person.kind === "unverified" ? person.ownerId : person.person.id,
      outcome: admission.kind === "ok" ? "ok" : outcomes[admission.reason],
      method: "oidc",
      visitor: arrival.visitor,
    });
    return admission;
  });
}

const outcomes = { disabled: "disabled", email_not_verified: "refused" } as const;

type Found =
  | { readonly kind: "known"; readonly person: Person }
  | { readonly kind: "unverified"; readonly ownerId: string };

function judge(found: Found): OidcAdmission {
  if (found.kind === "unverified") return { kind: "refused", reason: "email_not_verified" };
  return found.person.disabledAt ? { kind: "refused", reason: "disabled" } : { kind: "ok" };
}

async function join(context: Context): Promise<Found> {
  const { tx, at, profile, role } = context;
  const owner = await findPersonByEmail(tx, profile.email);
  if (owner === null) {
    const { name, email, isEmailVerified } = profile;
    const id = await insertPerson(tx, { name, email, isEmailVerified, role, at });
    const person: Person = { id, name, email, role, disabledAt: null, hasJoined: true };
    await link(context, person, "person.joined");
    return { kind: "known", person };
  }
  // Anybody may write any e-mail into an account of theirs: only a verified one says that it is the same person.
  if (!profile.isEmailVerified) return { kind: "unverified", ownerId: owner.id };
  if (owner.disabledAt) return { kind: "known", person: owner };
  await deleteLinkOf(tx, owner.id);
  await cutUnverified(tx, { personId: owner.id, at });
  await link(context, owner, owner.hasJoined ? "person.link_single_sign_on" : "person.joined");
  return { kind: "known", person: owner };
}

async function link({ tx, at, profile }: Context, person: Person, action: string): Promise<void> {
  await linkPerson(tx, { personId: person.id, subject: profile.subject, at });
  const { id, name, role, email } = person;
  await insertAuditEvent(tx, {
    actor: { kind: "person", id, name, role },
    action,
    target: email,
    after: { role, by: "single sign-on" },
    at,
  });
}
