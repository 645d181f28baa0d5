import type { Auth } from "@/lib/auth/auth";
import { findPersonByEmail } from "@/lib/auth/people/data";
import type { SignInOutcome } from "@/lib/auth/schema/account";
import type { Visitor } from "@/lib/auth/visitor";
import type { Clock } from "@/lib/clock";
import type { Pool } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";

import { admitAttempt, settleAttempt } from "./admit-attempt";
import { findKnownBrowser, knownBrowserCookie } from "./known-browser";
import { insertAttempt } from "./mutations";
import { openSession } from "./open-session";
import { findPasswordOwner } from "./password-owner";
import type { Counted } from "./throttle";

export type SignInDeps = { readonly pool: Pool; readonly clock: Clock; readonly auth: Auth };

export type SignInAnswer =
  | { readonly kind: "ok"; readonly cookies: readonly string[] }
  | { readonly kind: "wrong" }
  | { readonly kind: "disabled" }
  | { readonly kind: "locked"; readonly retryAfterSeconds: number; readonly by: Counted };

type Credentials = { readonly email: string; readonly password: string; readonly visitor: Visitor };

/**
 * Every attempt is counted before its password is looked at, and kept. An unknown e-mail is counted, hashed and answered
 * as a known one is.
 */
export async function signIn(deps: SignInDeps, credentials: Credentials): Promise<SignInAnswer> {
  const { visitor } = credentials;
  const email = credentials.email.toLowerCase();
  const now = await deps.clock.start();
  const person = await findPersonByEmail(deps.pool, email);
  const owner = await findPasswordOwner(deps.pool, person);
  const attempt = { email, userId: person?.id ?? null, method: "password", visitor } as const;
  const browser = await findKnownBrowser(deps.auth, { owner, cookies: visitor.cookies, at: now() });
  const admission = await admitAttempt(deps.pool, { email, browser, visitor, at: now() });
  if (admission.kind === "refused") {
    const at = now();
    await withTransaction(deps.pool, (tx) => insertAttempt(tx, { ...attempt, at, outcome: "locked" }));
    const waitMs = admission.until.getTime() - at.getTime();
    return { kind: "locked", retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1_000)), by: admission.by };
  }
  const opened = await openSession(deps.auth, { ...credentials, email });
  const outcome = outcomeOf(opened.kind, person !== null);
  await settleAttempt(deps.pool, { attempt: { ...attempt, at: now(), outcome }, admission });
  if (opened.kind !== "ok" || owner === null) return opened;
  return { kind: "ok", cookies: [...opened.cookies, await knownBrowserCookie(deps.auth, owner, now())] };
}

function outcomeOf(kind: "ok" | "wrong" | "disabled", isKnown: boolean): SignInOutcome {
  if (kind !== "wrong") return kind;
  return isKnown ? "wrong_password" : "unknown";
}
