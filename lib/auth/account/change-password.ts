import type { Auth } from "@/lib/auth/auth";
import { findPasswordProblem } from "@/lib/auth/password-rules";
import type { PeopleDeps } from "@/lib/auth/people/change-person";
import { findPerson, type Person } from "@/lib/auth/people/data";
import { endSessions, setPassword } from "@/lib/auth/people/mutations";
import { admitAttempt, settleAttempt } from "@/lib/auth/sign-in/admit-attempt";
import { findKnownBrowser, knownBrowserCookie } from "@/lib/auth/sign-in/known-browser";
import { lockedOut } from "@/lib/auth/sign-in/locked-out";
import type { Visitor } from "@/lib/auth/visitor";
import { AppError } from "@/lib/errors";

import { changeAccount } from "./change-account";
import { findPasswordHash } from "./data";

type PasswordDeps = PeopleDeps & { readonly auth: Auth };
type Wish = {
  readonly personId: string;
  readonly sessionId: string;
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly visitor: Visitor;
};

type Changed = { readonly endedSessions: number; readonly cookies: readonly string[] };

/**
 * Needs the present password, counted as a sign-in is: a stolen session must not guess it. Other sessions end, other
 * browsers are known ones no more, and this one is with the new password.
 */
export async function changePassword(deps: PasswordDeps, wish: Wish): Promise<Changed> {
  const { personId } = wish;
  const person = await findPerson(deps.pool, personId);
  const presentHash = await findPasswordHash(deps.pool, personId);
  if (!person || presentHash === null)
    throw new AppError("conflict", "You have no password here: you come in by single sign-on.");
  const problem = findPasswordProblem(wish.newPassword, person);
  if (problem) throw new AppError("bad_request", problem.replace("Password:", "New password:"));
  await assertPresentPassword(deps, { ...wish, person, presentHash });
  const { password: passwords } = await deps.auth.$context;
  const hash = await passwords.hash(wish.newPassword);
  return changeAccount(deps, { personId, action: "person.change_password" }, async ({ tx, at }) => {
    await setPassword(tx, { personId, hash, at });
    const endedSessions = await endSessions(tx, { personId, except: wish.sessionId, at });
    const cookies = [await knownBrowserCookie(deps.auth, { personId, passwordHash: hash }, at)];
    return { answer: { endedSessions, cookies }, after: { endedSessions } };
  });
}

type Proof = Wish & { readonly person: Person; readonly presentHash: string };

async function assertPresentPassword(deps: PasswordDeps, { person, visitor, ...proof }: Proof): Promise<void> {
  const now = await deps.clock.start();
  const owner = { personId: person.id, passwordHash: proof.presentHash };
  const browser = await findKnownBrowser(deps.auth, { owner, cookies: visitor.cookies, at: now() });
  const admission = await admitAttempt(deps.pool, { email: person.email, browser, visitor, at: now() });
  if (admission.kind === "refused")
    throw lockedOut(admission.by, (admission.until.getTime() - now().getTime()) / 1_000);
  const { password: passwords } = await deps.auth.$context;
  const isRight = await passwords.verify({ hash: proof.presentHash, password: proof.currentPassword });
  const attempt = { at: now(), email: person.email, userId: person.id, method: "password", visitor } as const;
  await settleAttempt(deps.pool, {
    admission,
    attempt: { ...attempt, outcome: isRight ? "ok" : "wrong_password" },
    isOnlyCounted: isRight,
  });
  if (!isRight) throw new AppError("bad_request", "Present password: it is not right. Nothing was changed.");
}
