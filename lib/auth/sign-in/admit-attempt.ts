import type { Visitor } from "@/lib/auth/visitor";
import { networkOf } from "@/lib/auth/visitor";
import type { Pool } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";

import type { KnownBrowser } from "./known-browser";
import { type Attempt, browserKey, emailKey, forgetOld, insertAttempt, lockCounters, saveCounter } from "./mutations";
import { type Counted, type Counter, emptyCounter, release, reserve, settleWrong } from "./throttle";

type CountedKey = { readonly key: string; readonly counted: Counted };

export type Admission =
  | { readonly kind: "admitted"; readonly reservedAt: Date; readonly keys: readonly CountedKey[] }
  | Refusal;

type Refusal = { readonly kind: "refused"; readonly until: Date; readonly by: Counted };

type Applicant = {
  readonly email: string;
  /** A known browser of whoever has the e-mail: counted alone, so that nobody who guesses elsewhere locks it. */
  readonly browser: KnownBrowser | null;
  readonly visitor: Visitor;
};

/** One row a key, locked while it is read and written: attempts at the same instant stand in line here. */
export async function admitAttempt(
  pool: Pool,
  { at, ...applicant }: Applicant & { readonly at: Date },
): Promise<Admission> {
  const keys = keysOf(applicant);
  return withTransaction(pool, async (tx) => {
    const counters = await lockCounters(tx, { keys: keys.map(({ key }) => key), at });
    const reservations = keys.map(({ key, counted }) => ({
      key,
      counted,
      ...reserve(counterOf(counters, key), counted, at),
    }));
    const refused = reservations.filter((one) => one.kind === "refused");
    if (refused.length > 0) return refusalOf(refused);
    for (const one of reservations)
      if (one.kind === "admitted") await saveCounter(tx, { ...one.counter, key: one.key });
    return { kind: "admitted", reservedAt: at, keys };
  });
}

/** The one that lasts longest: the others are over when it is. */
function refusalOf(refused: readonly { readonly until: Date; readonly counted: Counted }[]): Refusal {
  const [last] = refused.toSorted((left, right) => right.until.getTime() - left.until.getTime());
  if (!last) throw new Error("Nothing has refused");
  return { kind: "refused", until: last.until, by: last.counted };
}

type Settlement = {
  readonly attempt: Attempt;
  readonly admission: Extract<Admission, { kind: "admitted" }>;
  /** Nobody signed in by it, so it is no part of the history. */
  readonly isOnlyCounted?: boolean;
};

/**
 * Keeps the attempt and counts it for what it was. The right password forgets what was wrong before where it was counted:
 * what strangers guessed stays guessed when it comes from a known browser.
 */
export async function settleAttempt(
  pool: Pool,
  { attempt, admission, isOnlyCounted = false }: Settlement,
): Promise<void> {
  const { keys, reservedAt } = admission;
  await withTransaction(pool, async (tx) => {
    // Before the counters are locked: a command about the person locks the person first, and its counter then.
    if (!isOnlyCounted) await insertAttempt(tx, attempt);
    const counters = await lockCounters(tx, { keys: keys.map(({ key }) => key), at: attempt.at });
    for (const { key, counted } of keys)
      await saveCounter(tx, { ...settled(counterOf(counters, key), { attempt, counted, reservedAt }), key });
    await forgetOld(tx, attempt.at);
  });
}

type Settled = { readonly attempt: Attempt; readonly counted: Counted; readonly reservedAt: Date };

function settled(counter: Counter, { attempt, counted, reservedAt }: Settled): Counter {
  if (attempt.outcome === "wrong_password" || attempt.outcome === "unknown")
    return settleWrong(counter, counted, attempt.at);
  if (attempt.outcome === "ok" && counted !== "address") return emptyCounter;
  return release(counter, reservedAt);
}

/** A known browser by itself alone: whoever guesses in the same office, or behind the same proxy, does not lock it. */
function keysOf({ email, browser, visitor }: Applicant): readonly CountedKey[] {
  if (browser) return [{ key: browserKey(browser), counted: "browser" }];
  const byEmail = { key: emailKey(email), counted: "email" } as const;
  return visitor.ip === null ? [byEmail] : [byEmail, { key: `address:${networkOf(visitor.ip)}`, counted: "address" }];
}

function counterOf(counters: ReadonlyMap<string, Counter>, key: string): Counter {
  return counters.get(key) ?? emptyCounter;
}
