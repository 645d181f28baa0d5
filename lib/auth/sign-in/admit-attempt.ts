import type { Visitor } from "@/lib/auth/visitor";
import { networkOf } from "@/lib/auth/visitor";
import type { Pool } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";

import { type Attempt, emailKey, forgetOld, insertAttempt, lockCounters, saveCounter } from "./mutations";
import { type Counted, type Counter, emptyCounter, release, reserve, settleWrong } from "./throttle";

type CountedKey = { readonly key: string; readonly counted: Counted };

export type Admission =
  | { readonly kind: "admitted"; readonly reservedAt: Date; readonly keys: readonly CountedKey[] }
  | { readonly kind: "refused"; readonly until: Date };

/** One row a key, locked while it is read and written: attempts at the same instant stand in line here. */
export async function admitAttempt(
  pool: Pool,
  input: { readonly email: string; readonly visitor: Visitor; readonly at: Date },
): Promise<Admission> {
  const { at } = input;
  const keys = keysOf(input);
  return withTransaction(pool, async (tx) => {
    const counters = await lockCounters(tx, { keys: keys.map(({ key }) => key), at });
    const reservations = keys.map(({ key, counted }) => ({ key, ...reserve(counterOf(counters, key), counted, at) }));
    const refused = reservations.flatMap((one) => (one.kind === "refused" ? [one.until.getTime()] : []));
    if (refused.length > 0) return { kind: "refused", until: new Date(Math.max(...refused)) };
    for (const one of reservations)
      if (one.kind === "admitted") await saveCounter(tx, { ...one.counter, key: one.key });
    return { kind: "admitted", reservedAt: at, keys };
  });
}

type Settlement = {
  readonly attempt: Attempt;
  readonly admission: Extract<Admission, { kind: "admitted" }>;
  /** Nobody signed in by it, so it is no part of the history. */
  readonly isOnlyCounted?: boolean;
};

/** Keeps the attempt and counts it for what it was. The right password forgets what was wrong before for its e-mail. */
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
  if (attempt.outcome === "ok" && counted === "email") return emptyCounter;
  return release(counter, reservedAt);
}

function keysOf({ email, visitor }: { readonly email: string; readonly visitor: Visitor }): readonly CountedKey[] {
  const byEmail = { key: emailKey(email), counted: "email" } as const;
  return visitor.ip === null ? [byEmail] : [byEmail, { key: `address:${networkOf(visitor.ip)}`, counted: "address" }];
}

function counterOf(counters: ReadonlyMap<string, Counter>, key: string): Counter {
  return counters.get(key) ?? emptyCounter;
}
