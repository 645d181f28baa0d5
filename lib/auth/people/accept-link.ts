import { insertAuditEvent } from "@/lib/auth/audit";
import type { Auth } from "@/lib/auth/auth";
import { findPasswordProblem } from "@/lib/auth/password-rules";
import { knownBrowserCookie } from "@/lib/auth/sign-in/known-browser";
import { clearPerson, insertAttempt } from "@/lib/auth/sign-in/mutations";
import { openSession } from "@/lib/auth/sign-in/open-session";
import type { Visitor } from "@/lib/auth/visitor";
import { withTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";

import type { PeopleDeps } from "./change-person";
import { findOpenLink, findPerson, type OpenLink } from "./data";
import { hashLinkToken } from "./link-token";
import { deleteLink, endSessions, setPassword } from "./mutations";

type AcceptDeps = PeopleDeps & { readonly auth: Auth };
type Acceptance = { readonly token: string; readonly password: string; readonly visitor: Visitor };

/** Sets the password, once, and signs in. Whoever has the link may, however often somebody guessed before. */
export async function acceptLink(
  deps: AcceptDeps,
  { token, password, visitor }: Acceptance,
): Promise<{ readonly cookies: readonly string[] }> {
  const now = await deps.clock.start();
  const tokenHash = hashLinkToken(token);
  const link = await findOpenLink(deps.pool, { tokenHash, at: now() });
  if (!link) throw deadLink();
  const problem = findPasswordProblem(password, link);
  if (problem) throw new AppError("bad_request", problem);
  const { password: passwords } = await deps.auth.$context;
  const hash = await passwords.hash(password);
  await withTransaction(deps.pool, async (tx) => {
    const at = now();
    // Somebody may have used, renewed or withdrawn it, or disabled the person, since it was looked up.
    if (!(await findOpenLink(tx, { tokenHash, at })) || !(await deleteLink(tx, tokenHash))) throw deadLink();
    const person = await findPerson(tx, link.personId);
    if (!person) throw deadLink();
    await setPassword(tx, { personId: person.id, hash, at });
    await endSessions(tx, { personId: person.id, at });
    await insertAuditEvent(tx, {
      actor: { kind: "person", id: person.id, name: person.name, role: person.role },
      action: actions[link.kind],
      target: person.email,
      ...(link.kind === "invite" ? { after: { role: person.role } } : {}),
      at,
    });
    const attempt = { email: person.email, userId: person.id, method: "link", outcome: "ok", visitor, at } as const;
    await insertAttempt(tx, attempt);
    await clearPerson(tx, person);
  });
  const opened = await openSession(deps.auth, { email: link.email, password, visitor });
  if (opened.kind !== "ok") return { cookies: [] };
  const owner = { personId: link.personId, passwordHash: hash };
  return { cookies: [...opened.cookies, await knownBrowserCookie(deps.auth, owner, now())] };
}

const actions = { invite: "person.joined", reset: "person.set_password" } as const satisfies Record<
  OpenLink["kind"],
  string
>;

function deadLink(): AppError {
  return new AppError("not_found", "This link does not work any more. Ask an administrator for a new one.");
}
